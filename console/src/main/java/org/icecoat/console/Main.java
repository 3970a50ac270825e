package org.icecoat.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.icecoat.console.command.GlobalOptions;
import org.icecoat.console.command.Session;
import org.icecoat.console.configuration.Settings;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Services;
import org.icecoat.console.remote.SoapServices;
import org.icecoat.console.terminal.ProcessScreen;
import org.icecoat.console.terminal.SignalInterrupts;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.console.terminal.Surroundings.Place;
import org.icecoat.console.terminal.Surroundings.Streams;
import org.icecoat.console.terminal.Surroundings.Times;
import picocli.CommandLine;

/** The icecoat command. */
public final class Main {
  private Main() {}

  /** Runs one command in this process and ends it with the command's exit status. */
  public static void main(String[] args) {
    quiet();
    System.exit(run(process(), args));
  }

  /** Runs one command and returns its exit status; the process goes on. */
  public static int run(Surroundings surroundings, String... args) {
    Clock clock = surroundings.times().clock();
    return run(surroundings, settings -> new SoapServices(settings, clock), args);
  }

  /**
   * Runs one command against other services.
   *
   * @param connector makes the stubs
   */
  static int run(
      Surroundings surroundings, Function<Settings, Services> connector, String... args) {
    GlobalOptions options = new GlobalOptions();
    Failures failures = new Failures(surroundings.streams().err(), options);
    try (Session session = new Session(surroundings, options, connector)) {
      CommandLine root = CommandTree.of(session);
      root.setExecutionExceptionHandler((e, command, parsed) -> handled(e, failures));
      return execute(root, failures, surroundings.streams(), args);
    }
  }

  private static int execute(CommandLine root, Failures failures, Streams streams, String... args) {
    root.setOut(new PrintWriter(streams.out(), true, Charset.defaultCharset()));
    root.setErr(new PrintWriter(streams.err(), true, Charset.defaultCharset()));
    root.setParameterExceptionHandler(failures::usage);
    if (args.length == 0) {
      root.usage(streams.err());
      return ConsoleFault.USAGE.exitStatus();
    }
    return root.execute(args);
  }

  private static int handled(Exception thrown, Failures failures) throws Exception {
    if (thrown instanceof ConsoleException plain) {
      return failures.execution(plain);
    }
    if (thrown instanceof RuntimeException unchecked) {
      return failures.execution(unchecked);
    }
    throw thrown;
  }

  /** Libraries do not talk to the user. */
  private static void quiet() {
    if (System.getProperty("ICECOAT_LOG_LEVEL") == null) {
      System.setProperty("ICECOAT_LOG_LEVEL", "OFF");
    }
    Logger.getLogger("").setLevel(Level.OFF);
  }

  private static Surroundings process() {
    Path folder = Path.of("").toAbsolutePath();
    Place place = new Place(System.getenv(), home(), folder, userId());
    ZoneId zone = ZoneId.systemDefault();
    return new Surroundings(
        new Streams(System.in, System.out, System.err),
        place,
        new Times(Clock.systemUTC(), zone, length -> Thread.sleep(length.toMillis())),
        new ProcessScreen(System.console()),
        new SignalInterrupts());
  }

  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  private static long userId() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException e) {
      return 0;
    }
  }
}
