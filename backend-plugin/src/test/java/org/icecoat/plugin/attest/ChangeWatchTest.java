package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeWatchTest {
  @TempDir Path folder;
  private final ExecutorService spare = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() throws InterruptedException {
    spare.shutdown();
    assertThat(spare.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void a_change_that_could_not_be_measured_is_not_the_last_that_is_told() throws IOException {
    AtomicInteger told = new AtomicInteger();
    Path file = Files.writeString(folder.resolve("rules"), "as they were");
    Closeable watch =
        ChangeWatch.begin(
            List.of(file),
            spare,
            () -> {
              if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("Told to fail once");
              }
            });
    try {
      Files.writeString(file, "otherwise");
      await().until(() -> told.get() == 1);
      Files.writeString(file, "and once more");
      await().until(() -> told.get() == 2);
    } finally {
      watch.close();
    }
  }
}
