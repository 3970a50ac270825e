package org.icecoat.console.node;

import org.icecoat.console.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code icecoat vm}: a group of commands. */
@Command(name = "vm", description = "Look after others' VMs (administrators).")
public final class VmAdministrationCommand {
  private VmAdministrationCommand() {}

  /** The group with its commands. */
  public static CommandLine of(Session session) {
    return new CommandLine(new VmAdministrationCommand())
        .addSubcommand(new EvictCommand(session))
        .addSubcommand(new QuotasCommand(session))
        .addSubcommand(new HistoryCommand(session));
  }
}
