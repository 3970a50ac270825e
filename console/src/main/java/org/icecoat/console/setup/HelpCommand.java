package org.icecoat.console.setup;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icecoat help}. */
@Command(name = "help", description = "Show the help of a command, such as: icecoat help deploy")
public final class HelpCommand implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Its name.")
  private List<String> names = new ArrayList<>();

  public HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    CommandLine command = spec.root().commandLine();
    for (String name : names) {
      command = command.getSubcommands().get(name);
      if (command == null) {
        throw new ConsoleException(
            ConsoleFault.USAGE, "There is no command '" + name + "' (see: icecoat help)");
      }
    }
    command.usage(session.surroundings().streams().out());
  }
}
