package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A VM whose domain nobody has looked at since it was prepared is known to be prepared. */
class UnseenVmTest {
  @TempDir Path folder;
  private final Placement vm = TestingNode.placement();

  @Test
  void who_asks_before_the_first_look_is_told_that_it_is_prepared() {
    try (TestingNode node = new TestingNode(folder, SimulatedApplication.endingAtOnce())) {
      node.script.fail(Operation.OBSERVE, 1, PluginFault.VMM_UNREACHABLE);
      node.vms().prepare(node.order(vm), Optional.empty());
      await().until(() -> isPrepared(node) && node.script.begun(Operation.OBSERVE) == 1);
      assertThat(node.vms().prepare(node.order(vm), Optional.empty()).state())
          .isEqualTo(NodeVmState.PREPARED);
    }
  }

  private static boolean isPrepared(TestingNode node) throws IOException {
    return node.records().load().stream()
        .allMatch(record -> record.phase() == VmRecord.Phase.PREPARED);
  }
}
