package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.trust.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory takes no report of a VM that is older than the last one, by the node's clock. */
class ReportTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  @Test
  void a_clock_that_is_put_back_makes_no_report_older_than_those_before() {
    List<Instant> told = new ArrayList<>();
    Placement vm = TestingNode.placement();
    try (TestingNode node = new TestingNode(folder, SimulatedApplication.endingAtOnce())) {
      told.add(node.vms().prepare(node.order(vm), Optional.empty()).observedAt());
      await().until(() -> only(node).state() == NodeVmState.PREPARED);
      told.add(only(node).observedAt());
      node.off = Duration.ofHours(-1);
      told.add(node.vms().start(vm).observedAt());
      told.add(only(node).observedAt());
      told.add(node.vms().destroy(vm).observedAt());
      assertThat(node.published.get(node.published.size() - 1).state())
          .isEqualTo(NodeVmState.ABSENT);
      assertThat(node.published).extracting(VmReport::observedAt).allMatch(told.get(0)::isBefore);
    }
    assertThat(told).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
  }

  @Test
  void a_clock_that_was_put_back_is_followed_again_once_it_has_caught_up() {
    TestingClock machine = new TestingClock(NOON);
    RisingClock clock = new RisingClock(machine);
    assertThat(clock.instant()).isEqualTo(NOON);
    machine.advance(Duration.ofHours(-1));
    assertThat(clock.instant()).isEqualTo(NOON.plusNanos(1000));
    assertThat(clock.instant()).isEqualTo(NOON.plusNanos(2000));
    machine.advance(Duration.ofHours(2));
    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  private static VmReport only(TestingNode node) {
    List<VmReport> reports = node.vms().list().reports();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }
}
