package org.icecoat.plugin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path folder;

  @Test
  void an_interrupted_thread_writes_all_the_same_and_stays_interrupted() throws IOException {
    Path file = folder.resolve("record");
    DurableFile.write(file, "one");
    Thread.currentThread().interrupt();
    DurableFile.write(file, "two");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("two");
    assertThat(folder).isDirectoryContaining(each -> each.equals(file));
  }

  @Test
  void a_log_goes_on_where_it_was_and_knows_its_size() throws IOException {
    Path file = folder.resolve("log");
    try (DurableLog log = DurableLog.of(file, "ä\n")) {
      log.append("b\n");
      assertThat(log.size()).isEqualTo(5);
    }
    assertThat(file).hasContent("ä\nb\n").hasSize(5);
  }
}
