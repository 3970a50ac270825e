package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.vm.VmId;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.Test;

/** The node of the administrator's guide: neither the plug-in nor QEMU is root. */
@OnItsOwn
class UnprivilegedNodeIT {
  private static final String READ = "sleep 2; cat $ICECOAT_DATA/ledger/ledger.txt; echo $0";

  /** A base image in the cache, and a dataset: QEMU can write neither. */
  private static final List<String> AS_THEY_WERE =
      List.of("icecoat:libvirt-qemu 640", "root:libvirt-qemu 440");

  @Test
  void vms_run_and_live_through_a_restart_of_a_plug_in_without_privileges() throws IOException {
    Path top = Path.of("..").toAbsolutePath().normalize();
    Path site = Files.createTempDirectory("icecoat-site-");
    Path data = TestingDataset.asInTheGuide(site.resolve("data"));
    GridPlan plan =
        GridPlan.of(top, top.resolve("testbed/target/site-grid"))
            .withNode("node1", TestingDataset.NAME, data);
    String run;
    try (Grid grid = Grid.start(plan);
        TestingConsole user = new TestingConsole(grid.user())) {
      run = grid.bed().runId();
      TestingImages.register(new TestingConsole(grid.administrator()));
      SiteNode node = SiteNode.of(grid, "node1", site);
      TestingVm first = deploy(user, "first", READ, "--dataset", TestingDataset.NAME);
      TestingVm second = deploy(user, "second", "while [ ! -e /end ]; do sleep 1; done");
      first.awaitApplication("Succeeded");
      second.awaitApplication("Running");
      assertThat(first.output()).isEqualTo(TestingDataset.CONTENT + "sh\n");
      assertThat(node.usersOfQemu()).containsExactly("libvirt-qemu");
      Path base = node.base(first);
      assertThat(node.rights(base, data)).isEqualTo(AS_THEY_WERE);
      assertThat(node.doctor())
          .containsEntry("libvirt", "ok")
          .containsEntry("kvm", "warn")
          .containsEntry("package-qemu-system-x86", "ok")
          .containsEntry("package-ovmf", "ok");

      node.restartPlugin();

      second.awaitState("Running");
      Grid.must(first.order("shutdown", "--wait"));
      Grid.must(first.order("start", "--wait"));
      List.of(first, second).forEach(TestingVm::destroy);
      assertThat(Folders.list(site.resolve("state/vms"))).isEmpty();
      assertThat(node.rights(base, data)).isEqualTo(AS_THEY_WERE);
    } finally {
      Folders.remove(site);
    }
    assertThat(Testbed.leftovers(run)).isEmpty();
  }

  private static TestingVm deploy(TestingConsole user, String name, String script, String... more) {
    List<String> words = new ArrayList<>(List.of("deploy", "--image", "small:1"));
    words.addAll(List.of("--memory", "128MiB", "--name", name));
    words.addAll(List.of(more));
    words.addAll(List.of("--", "sh", "-c", script));
    return new TestingVm(user, VmId.parse(user.json(words).get("id").asText()));
  }
}
