package org.icecoat.console.vm;

import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.view.Journal;
import org.icecoat.console.view.VmView;
import org.icecoat.console.view.Work;

/** A VM or an application that came to a bad end, as the user is told. */
public final class VmFailure {
  private VmFailure() {}

  /** A VM that is Failed, Destroyed or ended where it should not. */
  public static ConsoleException of(VmView view) {
    Journal.Failure failure = view.failure();
    String message =
        failure == null
            ? "%s is %s; see why with: icecoat show --history %s"
                .formatted(view.handle(), view.state(), view.handle())
            : "%s failed in step %s: %s (%s); %s"
                .formatted(
                    view.handle(),
                    failure.step(),
                    failure.description(),
                    failure.code(),
                    advice(view.handle(), failure));
    return new ConsoleException(ConsoleFault.VM_FAILED, message);
  }

  private static String advice(String handle, Journal.Failure failure) {
    return failure.recovery() == null
        ? "end it with: icecoat destroy " + handle
        : "icecoat recover " + handle + " would: " + failure.recovery();
  }

  /**
   * Says nothing if the application has succeeded.
   *
   * @throws ConsoleException APPLICATION_FAILED
   */
  public static void requireSuccess(VmView view) {
    Work work = view.application();
    String fate =
        switch (work.state()) {
          case "Failed" -> "failed with exit status " + work.exitStatus();
          case "TimedOut" -> "ran longer than its time limit and was ended";
          case "Lost" -> "was lost: the guest ended before it did";
          default -> "";
        };
    if (!fate.isEmpty()) {
      throw new ConsoleException(
          ConsoleFault.APPLICATION_FAILED,
          "The application in %s %s; see: icecoat output --stderr %s"
              .formatted(view.handle(), fate, view.handle()));
    }
  }
}
