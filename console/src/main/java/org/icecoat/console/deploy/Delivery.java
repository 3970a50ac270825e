package org.icecoat.console.deploy;

import java.time.Duration;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.ConnectionFaults;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.VmSummary;
import org.icecoat.wire.factory.DeployVm;

/**
 * Sends a request; if the connection is lost, again under the same token: it is one VM for sure.
 */
final class Delivery {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  private final Session session;

  Delivery(Session session) {
    this.session = session;
  }

  VmSummary send(DeployVm message) {
    for (Duration pause : PAUSES) {
      try {
        return once(message);
      } catch (ConsoleException e) {
        if (!ConnectionFaults.connectionLost(e)) {
          throw e;
        }
        session.output().remark(e.getMessage() + "; sending it again under the same token");
        pause(pause);
      }
    }
    return once(message);
  }

  private VmSummary once(DeployVm message) {
    return VmSummary.of(
        Remote.call(() -> session.services().factory(Patience.LONG).deployVm(message))
            .getSummary());
  }

  private void pause(Duration length) {
    try {
      session.surroundings().times().pauses().pause(length);
    } catch (InterruptedException e) {
      throw new ConsoleException(
          ConsoleFault.INTERRUPTED,
          "Interrupted. The VM may exist: icecoat list, or the same again with the same --token",
          e);
    }
  }
}
