package org.icecoat.console.vm;

import java.time.Duration;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat shutdown}: the one order with a parameter. */
@Command
final class ShutdownCommand extends OrderCommand {
  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "How long the guest may take; then its power is cut.")
  private Duration grace;

  ShutdownCommand(Session session) {
    super(session, Order.SHUTDOWN);
  }

  @Override
  Duration grace() {
    return grace;
  }
}
