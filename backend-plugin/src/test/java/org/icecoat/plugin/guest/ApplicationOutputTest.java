package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationOutputTest {
  @TempDir Path folder;
  private ApplicationOutput output;

  @BeforeEach
  void begin() throws IOException {
    output = new ApplicationOutput(folder.resolve("output"));
    output.clear();
  }

  @Test
  void what_is_not_there_has_no_bytes() {
    assertThat(output.length(OutputStreamName.STANDARD_ERROR)).isZero();
    assertThat(output.read(OutputStreamName.STANDARD_ERROR, 0, 10)).isEmpty();
  }

  @Test
  void whoever_lists_a_vm_while_its_application_begins_anew_is_told_a_length() {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> beginning =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                beginAnew();
              }
            });
    try {
      for (int look = 0; look < 20_000; look++) {
        assertThat(output.length(OutputStreamName.STANDARD_OUTPUT)).isBetween(0L, 2L);
      }
    } finally {
      over.set(true);
      beginning.join();
    }
  }

  private void beginAnew() {
    try {
      output.file(OutputStreamName.STANDARD_OUTPUT).append(new byte[2]);
      output.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
