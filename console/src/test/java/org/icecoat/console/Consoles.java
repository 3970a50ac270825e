package org.icecoat.console;

import java.nio.file.Path;
import java.time.Instant;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingServices;

/** Runs commands against services in memory. */
public final class Consoles {
  private final TestingConsole console;
  private final TestingServices services = new TestingServices();

  public Consoles(Path home) {
    this(home, TestingConsole.NOON);
  }

  public Consoles(Path home, Instant now) {
    console = new TestingConsole(home, now);
  }

  public TestingConsole console() {
    return console;
  }

  public TestingServices services() {
    return services;
  }

  /** Runs one command. */
  public Result run(String... args) {
    return console.run(surroundings -> Main.run(surroundings, settings -> services, args));
  }
}
