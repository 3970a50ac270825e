package org.icecoat.console.policy;

import org.icecoat.console.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code icecoat policy}: a group of commands. */
@Command(
    name = "policy",
    description = "Draft, try, sign and activate policies by which nodes are trusted.")
public final class PolicyCommand {
  private PolicyCommand() {}

  /** The group with its commands. */
  public static CommandLine of(Session session) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new DraftCommand(session))
        .addSubcommand(new CheckCommand(session))
        .addSubcommand(new SignCommand(session))
        .addSubcommand(new ShowPolicyCommand(session))
        .addSubcommand(new ActivateCommand(session))
        .addSubcommand(new ListPoliciesCommand(session));
  }
}
