package org.icecoat.console.vm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.Journal;
import org.icecoat.console.view.VmView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat watch}. */
@Command(
    name = "watch",
    description =
        "Follow a VM: a line for each change, and when trust in its node is lost or back, until it is"
            + " Destroyed, or the application has ended.")
public final class WatchCommand implements Runnable {
  private final Session session;
  private String last = "";
  private Instant told;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Stop watching after this time, such as 10m.")
  private Duration timeout;

  public WatchCommand(Session session) {
    this.session = session;
  }

  /** A change, as a JSON line. */
  record Change(
      Instant at,
      String id,
      String handle,
      String state,
      String desiredState,
      String step,
      Integer stepNumber,
      Integer steps,
      String applicationState,
      Integer exitStatus,
      String event,
      String description) {

    static Change of(VmView vm) {
      boolean busy = vm.progress() != null;
      return new Change(
          vm.currentTime(),
          vm.id(),
          vm.handle(),
          vm.state(),
          vm.desiredState(),
          busy ? vm.progress().name() : null,
          busy ? vm.progress().step() : null,
          busy ? vm.progress().steps() : null,
          vm.application().state(),
          vm.application().exitStatus(),
          null,
          null);
    }

    /** Something that happened to it besides, and left it in that state. */
    static Change of(VmView vm, Journal.Entry entry) {
      return new Change(
          entry.at(),
          vm.id(),
          vm.handle(),
          entry.state(),
          vm.desiredState(),
          null,
          null,
          null,
          vm.application().state(),
          vm.application().exitStatus(),
          entry.event(),
          entry.description());
    }

    /** All but the time, which always changes. */
    String essence() {
      return String.join(
          " ", state, desiredState, String.valueOf(step), applicationState, "" + exitStatus);
    }
  }

  @Override
  public void run() {
    Vm watched = session.vm(vm);
    session
        .waiting(timeout, "The VM goes on; see it with: icecoat show " + vm)
        .until(() -> look(watched));
  }

  private Optional<Boolean> look(Vm watched) {
    VmView view = watched.view();
    tellEvents(view);
    Change change = Change.of(view);
    if (!change.essence().equals(last)) {
      last = change.essence();
      session.output().item(change, () -> List.of(Printable.line(line(change))));
    }
    return over(view) ? Optional.of(true) : Optional.empty();
  }

  /** What is new of trust in its node. */
  private void tellEvents(VmView view) {
    Instant known = told;
    for (Journal.Entry entry : view.history()) {
      boolean isNew = known != null && entry.at().isAfter(known);
      if (isNew && entry.event().startsWith("trust-")) {
        Change change = Change.of(view, entry);
        session.output().item(change, () -> List.of(Printable.line(line(change))));
      }
      told = told == null || entry.at().isAfter(told) ? entry.at() : told;
    }
    told = told == null ? Instant.MIN : told;
  }

  private static boolean over(VmView view) {
    return view.state().equals("Destroyed") || view.application().over();
  }

  private String line(Change change) {
    if (change.event() != null) {
      return "%s  %s  %s  %s: %s"
          .formatted(
              session.moments().brief(change.at()),
              change.handle(),
              change.state(),
              change.event(),
              change.description());
    }
    String step =
        change.step() == null
            ? ""
            : "  %s (%d of %d)".formatted(change.step(), change.stepNumber(), change.steps());
    String exit = change.exitStatus() == null ? "" : ", exit status " + change.exitStatus();
    return "%s  %s  %s%s  application %s%s"
        .formatted(
            session.moments().brief(change.at()),
            change.handle(),
            change.state(),
            step,
            change.applicationState(),
            exit);
  }
}
