package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.domain.vm.VmId;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.Test;

/** The node of the administrator's guide: neither the plug-in nor QEMU is root. */
@OnItsOwn
class UnprivilegedNodeIT {
  @Test
  void vms_run_and_live_through_a_restart_of_a_plug_in_without_privileges() throws IOException {
    Path top = Path.of("..").toAbsolutePath().normalize();
    Path site = Files.createTempDirectory("icecoat-site-");
    GridPlan plan = GridPlan.of(top, top.resolve("testbed/target/site-grid")).withNode("node1");
    String run;
    try (Grid grid = Grid.start(plan);
        TestingConsole user = new TestingConsole(grid.user())) {
      run = grid.bed().runId();
      TestingImages.register(new TestingConsole(grid.administrator()));
      SiteNode node = SiteNode.of(grid, "node1", site);
      TestingVm first = deploy(user, "first", "sleep 2; echo $0");
      TestingVm second = deploy(user, "second", "while [ ! -e /end ]; do sleep 1; done");
      first.awaitApplication("Succeeded");
      second.awaitApplication("Running");
      assertThat(first.output()).isEqualTo("sh\n");
      assertThat(node.usersOfQemu()).containsExactly("libvirt-qemu");

      node.restartPlugin();

      second.awaitState("Running");
      Grid.must(first.order("shutdown", "--wait"));
      Grid.must(first.order("start", "--wait"));
      List.of(first, second).forEach(TestingVm::destroy);
      assertThat(Folders.list(site.resolve("state/vms"))).isEmpty();
    } finally {
      Folders.remove(site);
    }
    assertThat(Testbed.leftovers(run)).isEmpty();
  }

  private static TestingVm deploy(TestingConsole user, String name, String script) {
    List<String> words =
        List.of(
            "deploy",
            "--image",
            "small:1",
            "--memory",
            "128MiB",
            "--name",
            name,
            "--",
            "sh",
            "-c",
            script);
    return new TestingVm(user, VmId.parse(user.json(words).get("id").asText()));
  }
}
