package org.icecoat.console.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;

/** The configuration file and the URLs in it. */
final class ConfigurationCheck implements Check {
  private final Session session;

  ConfigurationCheck(Session session) {
    this.session = session;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      session.settings();
      findings.add(Finding.ok("configuration", session.settingsLoader().file().toString()));
    } catch (ConsoleException e) {
      return List.of(
          Finding.fail(
              "configuration", e.getMessage(), "Correct the file; see docs/command-line.md"));
    }
    findings.add(url("factory-url", session.settings()::factory));
    findings.add(url("store-url", session.settings()::store));
    return findings;
  }

  /** The store is needed for images only. */
  private static Finding url(String name, Supplier<URI> setting) {
    try {
      return Finding.ok(name, setting.get().toString());
    } catch (ConsoleException e) {
      return name.startsWith("store")
          ? Finding.warn(name, e.getMessage(), "Only needed for the image commands")
          : Finding.fail(name, e.getMessage(), "Ask your site for the URL");
    }
  }
}
