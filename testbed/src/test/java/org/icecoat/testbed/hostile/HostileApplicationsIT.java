package org.icecoat.testbed.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Applications that fail, never end, print without end, kill their guest or shout on its channel.
 * All are deployed at once: they boot while others are looked at.
 */
@OnSharedGrid
class HostileApplicationsIT {
  private static final int OUTPUT_CAP = 16 << 20;

  /** What buffers and a busy collector may take beside; the output itself would be more. */
  private static final long MOST_GROWTH_MIB = 192;

  private static TestingGrid grid;
  private static long factoryMiB;
  private static long nodeMiB;
  private static TestingVm failing;
  private static TestingVm endless;
  private static TestingVm leased;
  private static TestingVm printing;
  private static TestingVm halting;
  private static TestingVm panicking;
  private static TestingVm shouting;
  private static TestingVm lying;

  @BeforeAll
  static void deployAll(TestingGrid shared) {
    grid = shared;
    factoryMiB = ServiceMemory.of(grid, "factory");
    nodeMiB = ServiceMemory.of(grid, "node1");
    printing = grid.deploy("exec yes ice-coat-ice-coat-ice-coat-ice-coat", "--node", "node1");
    halting = grid.deploy("halt -f; sleep 600", "--node", "node2");
    panicking = grid.deploy("echo c >/proc/sysrq-trigger; sleep 600", "--node", "node2");
    shouting = grid.deploy(SHOUT, "--node", "node1");
    lying = grid.deploy(LIE, "--node", "node1");
    failing = grid.deploy("echo so far; echo and why >&2; exit 7");
    endless = grid.deploy("while :; do :; done");
    leased = grid.deploy("while :; do sleep 1; done", "--lease", "45s", "--on-expiry", "destroy");
  }

  /** Ends the runner, which holds the port, and fills the port until it comes back. */
  private static final String SHOUT =
      """
      port=
      for p in /sys/class/virtio-ports/*; do
        grep -q org.icecoat.guest.0 "$p/name" && port=/dev/${p##*/}
      done
      echo shouting
      sleep 5 # the runner tells it
      for i in 1 2 3 4 5 6 7 8 9 10; do
        for d in /proc/[0-9]*; do
          grep -q icecoat-runner "$d/cmdline" 2>/dev/null && kill -9 "${d##*/}"
        done
        dd if=/dev/urandom of="$port" bs=65536 count=16 2>/dev/null
      done
      sleep 600
      """;

  /**
   * Takes the port from the runner and tells in its place what no run can be; then gives it back.
   */
  private static final String LIE =
      """
      for p in /sys/class/virtio-ports/*; do
        grep -q org.icecoat.guest.0 "$p/name" && port=/dev/${p##*/}
      done
      read -r id </var/lib/icecoat/run/id
      lies=0
      lie() {
        lies=$((lies + 1))
        case $lies in
          1) echo "state $id running - 99999999999999999999 0 0 0 0" ;;
          2) echo "state $id running - -1 0 0 0 0" ;;
          3) echo "state $id running - 0 9223372036854775807 1 9223372036854775807 1" ;;
          4) echo "state $id running - 0 9223372036854775808 0 0 0" ;;
          5) echo "state $id running - 0 -9223372036854775808 0 -1 0" ;;
          *) echo "state $id ended 99999999999 0 0 0 0 0" ;;
        esac
      }
      until [ $lies -ge 6 ]; do
        for fd in /proc/[0-9]*/fd/*; do
          [ "$(readlink "$fd")" != "$port" ] || { fd=${fd#/proc/}; kill -9 "${fd%%/*}"; }
        done 2>/dev/null
        while [ $lies -lt 6 ] && read -r verb nonce _; do
          case $verb in
            hello) echo "icecoat-guest 1 $nonce $(cat /proc/sys/kernel/random/boot_id)" ;;
            state) lie ;;
            *) echo "error unknown" ;;
          esac
        done 0<>"$port" 1>&0
      done
      echo "$lies lies"
      """;

  @AfterAll
  static void destroyAll() {
    for (TestingVm vm :
        new TestingVm[] {failing, endless, leased, printing, halting, panicking, shouting, lying}) {
      if (vm != null && !vm.state().equals("Destroyed")) {
        vm.destroy();
      }
    }
  }

  @Test
  void an_application_that_fails_gives_its_exit_status_and_what_it_said() {
    failing.awaitApplication("Failed");
    assertThat(failing.show().at("/application/exitStatus").asInt()).isEqualTo(7);
    assertThat(failing.output()).isEqualTo("so far\n");
    assertThat(failing.order("output", "--stderr").out()).isEqualTo("and why\n");
  }

  @Test
  void an_application_that_never_ends_ends_with_its_vm() {
    endless.awaitApplication("Running");
    endless.destroy();
    assertThat(grid.leftovers(endless)).isEmpty();
  }

  @Test
  void an_application_that_never_ends_ends_with_its_lease() {
    leased.awaitState(Duration.ofMinutes(3), "Destroyed");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(grid.leftovers(leased)).isEmpty());
  }

  @Test
  void output_without_end_is_capped_says_so_and_takes_no_memory() {
    printing.awaitView("capped", view -> Boolean.TRUE.equals(view.application().truncated()));
    assertThat(printing.view().application().standardOutputBytes()).isLessThanOrEqualTo(OUTPUT_CAP);
    Output output = printing.order("output");
    assertThat(output.err()).contains("more than is kept");
    assertThat(output.out().length()).isLessThanOrEqualTo(OUTPUT_CAP);
    assertThat(ServiceMemory.of(grid, "factory") - factoryMiB).isLessThan(MOST_GROWTH_MIB);
    assertThat(ServiceMemory.of(grid, "node1") - nodeMiB).isLessThan(MOST_GROWTH_MIB);
    assertThat(printing.state()).isEqualTo("Running");
  }

  @Test
  void a_guest_that_is_halted_by_its_application_is_noticed_and_can_be_destroyed() {
    halting.awaitState("Running");
    halting.awaitApplication("Lost");
    assertThat(halting.view().application().problem()).contains("silent");
    assertThat(halting.view().state()).isEqualTo("Running");
    halting.destroy();
    assertThat(grid.leftovers(halting)).isEmpty();
  }

  @Test
  void a_guest_whose_kernel_panics_is_noticed_and_can_be_destroyed() {
    panicking.awaitApplication("Lost");
    assertThat(panicking.view().application().problem()).contains("The guest");
    panicking.destroy();
    assertThat(grid.leftovers(panicking)).isEmpty();
  }

  @Test
  void garbage_on_the_guests_channel_harms_nobody_else() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shouting.order("output"), said -> said.out().contains("shouting"));
    TestingVm neighbour = grid.deploy("echo still here", "--node", "node1");
    neighbour.awaitApplication("Succeeded");
    assertThat(neighbour.output()).isEqualTo("still here\n");
    neighbour.destroy();
    assertThat(grid.service("node1").isAlive()).isTrue();
    shouting.destroy();
    assertThat(grid.leftovers(shouting)).isEmpty();
  }

  @Test
  void absurd_numbers_of_a_guest_harm_nobody_and_are_not_believed() {
    lying.awaitApplication("Succeeded");
    assertThat(lying.output()).isEqualTo("6 lies\n");
    assertThat(grid.service("node1").isAlive()).isTrue();
    lying.destroy();
    assertThat(grid.leftovers(lying)).isEmpty();
  }
}
