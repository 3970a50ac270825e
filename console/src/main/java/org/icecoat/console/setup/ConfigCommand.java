package org.icecoat.console.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.configuration.Setting;
import org.icecoat.console.terminal.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code icecoat config}: a group with one command. */
@Command(name = "config", description = "Look at the configuration.")
public final class ConfigCommand {
  private ConfigCommand() {}

  /** The group with its command. */
  public static CommandLine of(Session session) {
    return new CommandLine(new ConfigCommand()).addSubcommand(new Show(session));
  }

  /** {@code icecoat config show}. */
  @Command(name = "show", description = "Show each setting and where it comes from.")
  static final class Show implements Runnable {
    private final Session session;

    Show(Session session) {
      this.session = session;
    }

    /** All settings. */
    record Configuration(String file, boolean exists, List<Setting> settings) {}

    @Override
    public void run() {
      Path file = session.settingsLoader().file();
      Configuration view =
          new Configuration(file.toString(), Files.exists(file), session.settings().all());
      session.output().show(view, () -> lines(view));
    }

    private static List<String> lines(Configuration view) {
      Table table = new Table("SETTING", "VALUE", "FROM");
      view.settings().forEach(one -> table.row(one.key(), one.value(), one.from()));
      List<String> lines = new ArrayList<>(table.lines());
      lines.add("");
      lines.add("File: " + view.file() + (view.exists() ? "" : " (does not exist)"));
      return lines;
    }
  }
}
