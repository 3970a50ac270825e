package org.icecoat.console.image;

import org.icecoat.console.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code icecoat image}: a group of commands. */
@Command(name = "image", description = "Add, find and look after images.")
public final class ImageCommand {
  private ImageCommand() {}

  /** The group with its commands. */
  public static CommandLine of(Session session) {
    return new CommandLine(new ImageCommand())
        .addSubcommand(new AddCommand(session))
        .addSubcommand(new SearchCommand(session))
        .addSubcommand(new ShowImageCommand(session))
        .addSubcommand(new VerifyCommand(session))
        .addSubcommand(new ReleasesCommand(session))
        .addSubcommand(new RetireCommand(session));
  }
}
