package org.icecoat.console.command;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.icecoat.console.configuration.Settings;
import org.icecoat.console.configuration.SettingsLoader;
import org.icecoat.console.remote.Services;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.remote.VmFinder;
import org.icecoat.console.remote.VmList;
import org.icecoat.console.terminal.Output;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.console.text.Moments;

/**
 * One run of the command. Settings are read and services reached only when a command asks for them,
 * so that {@code help} and {@code version} stay fast.
 */
public final class Session implements AutoCloseable {
  private final Surroundings surroundings;
  private final GlobalOptions options;
  private final Function<Settings, Services> connector;
  private Settings settings;
  private Services services;

  /**
   * @param connector makes the stubs
   */
  public Session(
      Surroundings surroundings, GlobalOptions options, Function<Settings, Services> connector) {
    this.surroundings = surroundings;
    this.options = options;
    this.connector = connector;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public GlobalOptions options() {
    return options;
  }

  /** Moments in the user's zone. */
  public Moments moments() {
    return new Moments(surroundings.times().clock(), surroundings.times().zone());
  }

  public Output output() {
    return new Output(surroundings.streams().out(), surroundings.streams().err(), options.json());
  }

  /** A progress bar where there is a terminal, lines elsewhere, nothing with {@code --json}. */
  public ProgressDisplay progress() {
    boolean color = surroundings.place().variable("NO_COLOR").isEmpty();
    return options.json() ? ProgressDisplay.none() : ProgressDisplay.on(surroundings, color);
  }

  /** Knows where the configuration file is. */
  public SettingsLoader settingsLoader() {
    return new SettingsLoader(surroundings.place(), options.settings(), options.config());
  }

  /** The settings as they are without the options of this command line. */
  public Settings usualSettings() {
    return new SettingsLoader(surroundings.place(), Map.of(), options.config()).load();
  }

  public Settings settings() {
    if (settings == null) {
      settings = settingsLoader().load();
    }
    return settings;
  }

  public Services services() {
    if (services == null) {
      services = connector.apply(settings());
    }
    return services;
  }

  /** The caller's VM of this handle, name or id. */
  public Vm vm(String text) {
    return new Vm(services(), new VmFinder(new VmList(services(), false)).find(text));
  }

  /**
   * A loop that looks again and again until something has happened.
   *
   * @param limit how long at most; null is for ever
   * @param goesOn what to tell a user who does not wait any longer
   */
  public Waiting waiting(Duration limit, String goesOn) {
    return new Waiting(surroundings, limit, goesOn);
  }

  @Override
  public void close() {
    if (services != null) {
      services.close();
    }
  }
}
