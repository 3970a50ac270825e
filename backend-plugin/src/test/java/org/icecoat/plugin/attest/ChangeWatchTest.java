package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final ExecutorService spare = Executors.newSingleThreadExecutor();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void end() {
    TestingThreads.end(spare);
  }

  @Test
  void each_change_is_told_whatever_came_of_the_one_before() throws IOException {
    Path rules = written("rules", "at first");
    try (ChangeWatch watch = ChangeWatch.begin(List.of(rules), spare, () -> look(rules))) {
      assertThat(watch).isNotNull();
      for (String content : List.of("well", "defect", "error", "well again")) {
        var unused = written("rules", content);
        await().atMost(PATIENCE).until(() -> seen.contains(content));
      }
    }
  }

  private void look(Path file) {
    String content = read(file);
    seen.add(content);
    if (content.equals("defect")) {
      throw new IllegalStateException(content);
    }
    if (content.equals("error")) {
      throw new UnsatisfiedLinkError(content);
    }
  }

  @Test
  void what_is_below_a_folder_or_behind_a_link_is_watched_too() throws Exception {
    Path rom = written("roms/network/rom", "one");
    assertTold(folder.resolve("roms"), () -> Files.writeString(rom, "another"));
    Path real = written("elsewhere/rules", "some");
    Path link = Files.createSymbolicLink(folder.resolve("rules"), real);
    assertTold(link, () -> Files.writeString(real, "others"));
  }

  @Test
  void what_comes_from_elsewhere_and_what_goes_is_told_too() throws Exception {
    Path policy = folder.resolve("policy");
    Path made = written("elsewhere/policy", "new");
    assertTold(policy, () -> Files.move(made, policy));
    assertTold(policy, () -> Files.delete(policy));
  }

  private interface Change {
    void happen() throws IOException;
  }

  private void assertTold(Path watched, Change change) throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (ChangeWatch watch = ChangeWatch.begin(List.of(watched), spare, told::countDown)) {
      assertThat(watch).isNotNull();
      change.happen();
      assertThat(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s", watched).isTrue();
    }
  }

  private Path written(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
