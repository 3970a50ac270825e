package org.icecoat.console.setup;

import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import picocli.CommandLine.Command;

/** {@code icecoat version}. */
@Command(name = "version", description = "Show the version of this command.")
public final class VersionCommand implements Runnable {
  private final Session session;

  public VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String version = version();
    session.output().show(Map.of("version", version), () -> List.of("icecoat " + version));
  }

  /** From the jar's manifest; "development" where classes are run without a jar. */
  private static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
