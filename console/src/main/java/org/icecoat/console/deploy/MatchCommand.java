package org.icecoat.console.deploy;

import java.util.EnumSet;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.wire.factory.Match;
import org.icecoat.wire.factory.VmRequestType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code icecoat match}. */
@Command(
    name = "match",
    description =
        "Show which images and nodes fit a request, and for each that does not, why. Deploys"
            + " nothing.")
public final class MatchCommand implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  private MatchCommand(Session session) {
    this.session = session;
  }

  /** The command with the options of a request. */
  public static CommandSpec of(Session session) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new MatchCommand(session));
    EnumSet<RequestKey> keys =
        EnumSet.complementOf(
            EnumSet.of(
                RequestKey.UPLOAD, RequestKey.ENV, RequestKey.TIME_LIMIT, RequestKey.COMMAND));
    RequestOptions.addTo(spec, keys);
    return spec;
  }

  @Override
  public void run() {
    RequestValues values = RequestOptions.values(spec.commandLine().getParseResult(), session);
    show(session, Requests.of(session, values));
  }

  /** Asks and shows; what would come to nothing is a failure. */
  static void show(Session session, VmRequestType request) {
    Match match = new Match();
    match.setRequest(request);
    MatchView view = MatchView.of(Remote.call(() -> session.services().factory().match(match)));
    session.output().show(view, view::lines);
    if (!view.fits()) {
      throw new ConsoleException(
          ConsoleFault.NOTHING_FITS, "Nothing fits: a deployment would be refused");
    }
  }
}
