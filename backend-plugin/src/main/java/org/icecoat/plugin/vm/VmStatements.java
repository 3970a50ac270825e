package org.icecoat.plugin.vm;

import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.OrderedApplication;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.trust.evidence.vm.VmStatement;

/** Says of a VM what its owner can have proved. */
final class VmStatements {
  private VmStatements() {}

  static VmStatement of(VmRecord record, VmReport report) {
    return new VmStatement(
        record.id(),
        record.epoch(),
        record.order().owner().dn(),
        images(record.order().image()),
        record.order().application().map(OrderedApplication::digest),
        state(report.state()),
        report.observedAt());
  }

  private static VmStatement.Images images(OrderedImage image) {
    return new VmStatement.Images(
        image.disk().id(),
        image
            .kernel()
            .map(boot -> new VmStatement.Boot(boot.kernel().id(), boot.initialRamdisk().id())));
  }

  private static VmStatement.State state(NodeVmState state) {
    return switch (state) {
      case PREPARING -> VmStatement.State.PREPARING;
      case PREPARED -> VmStatement.State.PREPARED;
      case RUNNING -> VmStatement.State.RUNNING;
      case PAUSED -> VmStatement.State.PAUSED;
      case STOPPED -> VmStatement.State.STOPPED;
      case FAILED -> VmStatement.State.FAILED;
      case ABSENT -> throw new IllegalStateException("A VM that is absent has no record");
    };
  }
}
