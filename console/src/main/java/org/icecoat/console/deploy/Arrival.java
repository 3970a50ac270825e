package org.icecoat.console.deploy;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.console.view.VmView;
import org.icecoat.console.vm.VmFailure;
import org.icecoat.console.vm.VmProgress;

/** Waits until a VM has got where it should. */
final class Arrival {
  private final Session session;
  private final boolean untilApplicationEnds;

  Arrival(Session session, boolean untilApplicationEnds) {
    this.session = session;
    this.untilApplicationEnds = untilApplicationEnds;
  }

  /**
   * @param limit null is for ever
   * @throws org.icecoat.console.failure.ConsoleException VM_FAILED, TIMED_OUT or INTERRUPTED
   */
  VmView await(Vm vm, String handle, Duration limit) {
    String goesOn = "The VM goes on; see it with: icecoat show " + handle;
    try (ProgressDisplay progress = session.progress()) {
      return session.waiting(limit, goesOn).until(() -> look(vm, progress));
    }
  }

  private Optional<VmView> look(Vm vm, ProgressDisplay progress) {
    VmView view = vm.view();
    progress.show(VmProgress.of(view));
    if (view.application().over()) {
      return Optional.of(view);
    }
    return switch (view.state()) {
      case "Failed", "Destroying", "Destroyed" -> throw VmFailure.of(view);
      case "Running", "Paused" -> untilApplicationEnds ? Optional.empty() : Optional.of(view);
      case "Stopped" -> stopped(view);
      default -> Optional.empty();
    };
  }

  /** A guest without an application may have powered itself off; one that had work was lost. */
  private Optional<VmView> stopped(VmView view) {
    if (untilApplicationEnds) {
      throw VmFailure.of(view);
    }
    return Optional.of(view);
  }
}
