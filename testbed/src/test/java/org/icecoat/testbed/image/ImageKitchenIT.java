package org.icecoat.testbed.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.Test;

@OnItsOwn
class ImageKitchenIT {
  private static final long MIB = 1 << 20;

  private static final ImageKitchen kitchen = TestingKitchen.open();

  @Test
  void images_are_compressed_qcow2_without_backing_files() throws IOException {
    assertImage(kitchen.smallImage(TestingKitchen.RUNNER), 4 * MIB);
    assertImage(kitchen.smallUefiImage(TestingKitchen.RUNNER), 24 * MIB);
    assertImage(kitchen.hmmerImage(TestingKitchen.RUNNER), 120 * MIB);
  }

  @Test
  void the_second_time_gives_the_same_file_and_makes_nothing() {
    Path first = kitchen.smallImage(TestingKitchen.RUNNER);
    List<String> made = new ArrayList<>();
    ImageKitchen second = TestingKitchen.hearing(made);
    assertThat(second.smallImage(TestingKitchen.RUNNER)).isEqualTo(first);
    assertThat(made).isEmpty();
  }

  @Test
  void another_runner_gives_another_image() throws IOException {
    Path folder = Files.createDirectories(Path.of("target/it-runner"));
    Path runner = Files.writeString(folder.resolve("runner"), "#!/bin/sh\nsleep 60\n");
    assertThat(kitchen.smallImage(runner))
        .exists()
        .isNotEqualTo(kitchen.smallImage(TestingKitchen.RUNNER));
  }

  @Test
  void nothing_half_done_is_in_the_cache() throws IOException {
    kitchen.kernel();
    try (Stream<Path> all = Files.list(TestingKitchen.FOLDER)) {
      assertThat(all).noneMatch(path -> path.getFileName().toString().startsWith("stage-"));
    }
  }

  @Test
  void the_tutorial_is_a_profile_and_a_sound_read_only_file_system() throws IOException {
    HmmerTutorial tutorial = kitchen.hmmerTutorial();
    assertThat(Files.readString(tutorial.profile())).startsWith("HMMER3/f").contains("globins4");
    String disk = tutorial.globinsDisk().toString();
    assertThat(Command.of("e2fsck", "-n", "-f", disk).run().succeeded()).isTrue();
    assertThat(Command.of("debugfs", "-R", "cat /globins45.fa", disk).run().out())
        .contains(">MYG_ESCGI");
  }

  private static void assertImage(Path image, long mostBytes) throws IOException {
    String report = Command.of("qemu-img", "info", image.toString()).run().out();
    assertThat(report).contains("file format: qcow2").doesNotContain("backing file:");
    assertThat(Files.size(image)).isLessThan(mostBytes);
    Command.of("qemu-img", "check", image.toString()).run();
  }
}
