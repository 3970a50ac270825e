package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.vm.Vm;

/** When a VM may, and must at last, be deployed. */
final class DueTime {
  private DueTime() {}

  /** The first moment at which it may be deployed. */
  static Instant begin(Vm vm) {
    return vm.origin().request().time() instanceof DeploymentTime.At at
        ? at.moment()
        : vm.origin().createdAt();
  }

  static boolean isEarly(Vm vm, Instant now) {
    return now.isBefore(begin(vm));
  }

  /** Until when it waits for room; empty if it does not wait. */
  static Optional<Instant> deadline(Vm vm) {
    return vm.origin().request().time() instanceof DeploymentTime.Until until
        ? Optional.of(until.deadline())
        : Optional.empty();
  }
}
