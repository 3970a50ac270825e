package org.icecoat.console.node;

import org.icecoat.console.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code icecoat node}: a group of commands. */
@Command(name = "node", description = "Look after the factory's nodes (administrators).")
public final class NodeCommand {
  private NodeCommand() {}

  /** The group with its commands. */
  public static CommandLine of(Session session) {
    CommandLine group =
        new CommandLine(new NodeCommand())
            .addSubcommand(new ListNodesCommand(session))
            .addSubcommand(new ShowNodeCommand(session))
            .addSubcommand(new EnrolCommand(session));
    for (NodeOrder order : NodeOrder.values()) {
      group.addSubcommand(order.word(), NodeOrderCommand.of(session, order));
    }
    return group
        .addSubcommand(new RemoveCommand(session))
        .addSubcommand(new DrainCommand(session))
        .addSubcommand(new EvidenceCommand(session));
  }
}
