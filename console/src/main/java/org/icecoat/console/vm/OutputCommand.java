package org.icecoat.console.vm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.command.Waiting;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.view.VmView;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.OutputType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat output}. */
@Command(
    name = "output",
    description = {
      "Write what the application printed so far.",
      "With --follow or --wait the exit status tells how the application ended."
    })
public final class OutputCommand implements Runnable {
  private static final int PIECE = 512 << 10;

  private final Session session;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String vm;

  @Option(names = "--stderr", description = "Its standard error instead of its standard output.")
  private boolean stderr;

  @Option(names = "--follow", description = "Go on as it prints, until it has ended.")
  private boolean follow;

  @Option(names = "--wait", description = "Wait until it has ended before writing anything.")
  private boolean wait;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file.")
  private Path file;

  @Option(names = "--timeout", paramLabel = "TIME", description = "Wait at most this long.")
  private Duration timeout;

  public OutputCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Vm target = session.vm(vm);
    if (wait) {
      waiting().until(() -> ended(target));
    }
    try (OutputSink sink = OutputSink.of(session, Optional.ofNullable(file), follow)) {
      write(target, sink);
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (wait || follow) {
      VmFailure.requireSuccess(target.view());
    }
  }

  private Waiting waiting() {
    return session.waiting(
        timeout, "The application goes on; see its output with: icecoat output " + vm);
  }

  private static Optional<Boolean> ended(Vm target) {
    VmView view = target.view();
    if (view.application().state().equals("None")) {
      throw new ConsoleException(
          ConsoleFault.REFUSED, view.handle() + " was deployed without an application");
    }
    if (view.application().over()) {
      return Optional.of(true);
    }
    if (view.state().equals("Failed") || view.state().equals("Destroyed")) {
      throw VmFailure.of(view);
    }
    return Optional.empty();
  }

  private void write(Vm target, OutputSink sink) throws IOException {
    boolean complete = drain(target, sink);
    if (follow && !complete) {
      waiting().until(() -> drained(target, sink));
    }
    sink.finish();
  }

  /** Whether it has ended is asked first: what is taken after that is all. */
  private Optional<Boolean> drained(Vm target, OutputSink sink) {
    boolean over = ended(target).isPresent();
    try {
      return drain(target, sink) || over ? Optional.of(true) : Optional.empty();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static ConsoleException unwritable(IOException e) {
    return new ConsoleException(
        ConsoleFault.FAILED, "The output cannot be written: " + e.getMessage(), e);
  }

  /** Takes what there is now; true if nothing can follow. */
  private boolean drain(Vm target, OutputSink sink) throws IOException {
    OutputStreamType stream =
        stderr ? OutputStreamType.STANDARD_ERROR : OutputStreamType.STANDARD_OUTPUT;
    while (true) {
      OutputType piece = target.output(stream, sink.offset(), PIECE);
      sink.take(piece);
      if (piece.isComplete() || piece.getContent().length == 0) {
        return piece.isComplete();
      }
    }
  }
}
