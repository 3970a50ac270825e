package org.icecoat.console;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.icecoat.console.command.GlobalOptions;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.terminal.Output;
import org.icecoat.console.terminal.Printable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells the user what went wrong, and turns it into the exit status. */
final class Failures {
  private final PrintStream err;
  private final GlobalOptions options;

  Failures(PrintStream err, GlobalOptions options) {
    this.err = err;
    this.options = options;
  }

  /** The shape of an error with {@code --json}. */
  record Failure(String error, String message, List<Reason> reasons, int exitStatus) {}

  /** What a command throws. */
  int execution(RuntimeException thrown) {
    return told(thrown, options.json());
  }

  private int told(RuntimeException thrown, boolean json) {
    ConsoleException failure =
        thrown instanceof ConsoleException plain ? plain : unexpected(thrown);
    if (json) {
      Failure view =
          new Failure(
              failure.fault().name(),
              failure.getMessage(),
              failure.reasons(),
              failure.fault().exitStatus());
      new Output(err, err, true).show(view, List::of);
    } else {
      err.println(Printable.line("icecoat: " + failure.getMessage()));
      failure.reasons().forEach(one -> err.println("  " + Printable.line(one.line())));
    }
    if (options.debug()) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return failure.fault().exitStatus();
  }

  private static ConsoleException unexpected(RuntimeException thrown) {
    if (thrown instanceof IllegalArgumentException && thrown.getMessage() != null) {
      return new ConsoleException(ConsoleFault.USAGE, thrown.getMessage(), thrown);
    }
    return new ConsoleException(
        ConsoleFault.FAILED, "Something unexpected happened: " + thrown + " (see --debug)", thrown);
  }

  /**
   * A command line that cannot be understood. Reading it ends at the first fault, so {@code --json}
   * may stand behind and be unread.
   */
  int usage(ParameterException e, String... args) {
    CommandLine command = e.getCommandLine();
    String advice = command.getCommandSpec().qualifiedName() + " --help";
    return told(
        new ConsoleException(ConsoleFault.USAGE, e.getMessage() + " (see: " + advice + ")", e),
        options.json() || asksForJson(args));
  }

  private static boolean asksForJson(String... args) {
    return Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).anyMatch("--json"::equals);
  }
}
