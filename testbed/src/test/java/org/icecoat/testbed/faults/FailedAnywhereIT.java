package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** A VM that failed, wherever it did, says why and ends when it has to; nothing of it is left. */
@OnSharedGrid
class FailedAnywhereIT {
  @Test
  void a_vm_that_failed_at_staging_names_the_reason_and_ends_with_its_lease(TestingGrid grid)
      throws IOException {
    String image = FreshImage.register(grid, "damaged-later");
    damage(largest(grid));
    TestingVm vm = grid.deploy("true", "--image", image, "--on-expiry", "destroy", "--grace", "1h");

    vm.awaitState("Failed");

    assertThat(vm.view().failure().step()).isEqualTo("prepare");
    assertThat(vm.view().failure().code()).isEqualTo("IMAGE_ALTERED");
    assertThat(vm.view().failure().description()).contains("node1", "node2");
    Grid.must(vm.order("set", "--lease", "1s"));
    vm.awaitState("Destroyed");
    assertThat(grid.leftovers(vm)).isEmpty();
    Grid.must(grid.administrator().run("image", "retire", image, "--why", "damaged"));
  }

  @Test
  void a_vm_that_failed_at_starting_names_the_reason_and_leaves_nothing(TestingGrid grid)
      throws IOException {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");
    Grid.must(vm.order("shutdown", "--wait"));
    Files.delete(folder(grid, vm).resolve("disk.qcow2"));

    vm.order("start");
    vm.awaitState("Failed");

    assertThat(vm.view().failure().step()).isEqualTo("start");
    assertThat(vm.view().failure().description()).contains("disk is gone").doesNotContain("/");
    Grid.must(vm.order("recover", "--wait"));
    vm.awaitState("Running");
    assertThat(vm.view().epoch()).as("afresh, as its disk is not there").isEqualTo(2);
    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void a_vm_whose_folder_was_removed_while_it_ran_can_be_destroyed(TestingGrid grid)
      throws IOException {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");
    try (Stream<Path> files = Files.walk(folder(grid, vm))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }

    vm.destroy();

    assertThat(grid.leftovers(vm)).isEmpty();
    assertThat(grid.domains()).isEmpty();
  }

  private static Path folder(TestingGrid grid, TestingVm vm) {
    return services(grid).resolve("node2/vms").resolve(vm.id().toString());
  }

  private static Path services(TestingGrid grid) {
    return grid.grid().plan().folder().resolve("services");
  }

  /** The file of the store that is the fresh image's: the others are smaller. */
  private static Path largest(TestingGrid grid) throws IOException {
    try (Stream<Path> files = Files.walk(services(grid).resolve("store/content"))) {
      List<Path> sorted =
          files
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()))
              .filter(file -> file.toFile().length() >= FreshImage.BYTES)
              .toList();
      return sorted.get(sorted.size() - 1);
    }
  }

  private static void damage(Path content) throws IOException {
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), FreshImage.BYTES / 2);
    }
  }
}
