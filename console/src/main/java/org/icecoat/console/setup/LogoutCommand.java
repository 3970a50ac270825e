package org.icecoat.console.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import picocli.CommandLine.Command;

/** {@code icecoat logout}. */
@Command(name = "logout", description = "Delete the proxy file.")
public final class LogoutCommand implements Runnable {
  private final Session session;

  public LogoutCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Path proxy = session.settings().proxy();
    try {
      boolean deleted = Files.deleteIfExists(proxy);
      session
          .output()
          .show(
              Map.of("file", proxy.toString(), "deleted", deleted),
              () -> List.of(deleted ? proxy + " is deleted" : "You were not logged in"));
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.FAILED, proxy + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
