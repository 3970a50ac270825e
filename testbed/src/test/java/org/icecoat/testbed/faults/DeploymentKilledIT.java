package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** A deployment goes on whatever dies at whatever step, and nothing of it is done twice. */
@OnSharedGrid
class DeploymentKilledIT {
  private static final int MOST_TRIES = 4;
  private static final String SCRIPT = "echo started; sleep 1; echo ended";

  @Test
  void the_factory_may_be_killed_at_each_step_of_a_deployment(TestingGrid grid) {
    StepKiller killer =
        new StepKiller(
            grid.service("factory"), "choose-image", "place", "prepare", "start", "guest-ready");
    whileNothingFits(grid, killer);
    followUntilAllAreHit(grid, killer, "factory", "--at", "+2s");
  }

  @Test
  void the_plug_in_may_be_killed_at_each_step_of_a_deployment(TestingGrid grid) {
    StepKiller killer = new StepKiller(grid.service("node2"), "prepare", "start", "guest-ready");
    followUntilAllAreHit(grid, killer, "plug-in");
  }

  /** A VM that waits for room is at the step that places it until there is some. */
  private static void whileNothingFits(TestingGrid grid, StepKiller killer) {
    grid.administrator().json("node", "cordon", "node2");
    TestingVm vm = grid.deploy(SCRIPT, "--node", "node2", "--until", "+10m");
    vm.awaitView(
        "waits for room", v -> v.progress() != null && v.progress().name().equals("place"));
    killer.hit(vm, "place");
    assertThat(vm.awaitState("Requested").view().node()).isNull();
    grid.administrator().json("node", "uncordon", "node2");
    finish(grid, vm);
  }

  private static void followUntilAllAreHit(
      TestingGrid grid, StepKiller killer, String name, String... more) {
    for (int attempt = 1; attempt <= MOST_TRIES && !killer.left().isEmpty(); attempt++) {
      String image = FreshImage.register(grid, "fresh-for-the-" + name + "-" + attempt);
      String[] options = new String[more.length + 4];
      System.arraycopy(more, 0, options, 4, more.length);
      options[0] = "--image";
      options[1] = image;
      options[2] = "--node";
      options[3] = "node2";
      TestingVm vm = grid.deploy(SCRIPT, options);
      killer.follow(vm);
      finish(grid, vm);
    }
    assertThat(killer.left()).as("steps at which the " + name + " was never killed").isEmpty();
  }

  private static void finish(TestingGrid grid, TestingVm vm) {
    vm.awaitApplication("Succeeded");
    VmView view = vm.view();
    assertThat(view.state()).isEqualTo("Running");
    assertThat(view.epoch()).as("one placement").isEqualTo(1);
    assertThat(vm.output()).isEqualTo("started\nended\n");
    assertThat(grid.domains()).containsExactly("node2 " + vm.id());
    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
    assertThat(grid.domains()).isEmpty();
  }
}
