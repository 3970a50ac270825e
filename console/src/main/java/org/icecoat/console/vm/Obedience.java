package org.icecoat.console.vm;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Order;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.console.view.Journal;
import org.icecoat.console.view.VmView;

/**
 * Whether a VM has done what it was told. A failure that is older than the order does not count.
 */
final class Obedience {
  private final Order order;
  private final Journal.Failure former;

  private Obedience(Order order, Journal.Failure former) {
    this.order = order;
    this.former = former;
  }

  /** Remembers the VM as it is before the order. */
  static Obedience before(Vm vm, Order order) {
    return new Obedience(order, vm.view().failure());
  }

  /**
   * Its final state, once it has got there.
   *
   * @throws ConsoleException VM_FAILED
   */
  Optional<String> look(Vm vm, ProgressDisplay progress) {
    try {
      return judge(vm.view(), progress);
    } catch (ConsoleException e) {
      if (order == Order.DESTROY && e.fault() == ConsoleFault.NOT_FOUND) {
        return Optional.of("Destroyed");
      }
      throw e;
    }
  }

  private Optional<String> judge(VmView view, ProgressDisplay progress) {
    progress.show(VmProgress.of(view));
    if (view.state().equals("Failed") && !Objects.equals(view.failure(), former)) {
      throw VmFailure.of(view);
    }
    if (order != Order.DESTROY && view.state().startsWith("Destroy")) {
      throw VmFailure.of(view);
    }
    boolean idle = view.progress() == null;
    return idle && order.done(view.state(), view.desiredState())
        ? Optional.of(view.state())
        : Optional.empty();
  }
}
