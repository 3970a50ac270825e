package org.icecoat.console.command;

import static picocli.CommandLine.ScopeType.INHERIT;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.configuration.SettingsLoader;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class GlobalOptions {
  @Option(
      names = "--json",
      scope = INHERIT,
      description = "Write JSON instead of text; errors too, on standard error.")
  private boolean json;

  @Option(names = "--debug", scope = INHERIT, description = "Show where an error comes from.")
  private boolean debug;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = INHERIT,
      description = "The configuration file (ICECOAT_CONFIG; ~/.config/icecoat/config.yaml).")
  private Path config;

  @Option(
      names = "--factory",
      paramLabel = "URL",
      scope = INHERIT,
      description = "The factory (ICECOAT_FACTORY), such as https://host:8443/factory.")
  private String factory;

  @Option(
      names = "--store",
      paramLabel = "URL",
      scope = INHERIT,
      description = "The image store (ICECOAT_STORE), such as https://host:8445/store.")
  private String store;

  @Option(
      names = "--proxy",
      paramLabel = "FILE",
      scope = INHERIT,
      description = "The proxy file (X509_USER_PROXY; /tmp/x509up_u and the user's id).")
  private String proxy;

  @Option(
      names = "--ca-directory",
      paramLabel = "DIR",
      scope = INHERIT,
      description = "CA certificates and CRLs (X509_CERT_DIR; /etc/grid-security/certificates).")
  private String caDirectory;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = INHERIT,
      description = "Show the command's help.")
  private boolean help;

  public boolean json() {
    return json;
  }

  public boolean debug() {
    return debug;
  }

  /** Whether help was asked for. */
  public boolean help() {
    return help;
  }

  /** The proxy file that the command line names. */
  public Optional<Path> proxy() {
    return Optional.ofNullable(proxy).map(Path::of);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** The settings that the command line gives, by their keys. */
  Map<String, String> settings() {
    Map<String, String> given = new HashMap<>();
    put(given, SettingsLoader.FACTORY, factory);
    put(given, SettingsLoader.STORE, store);
    put(given, SettingsLoader.PROXY, proxy);
    put(given, SettingsLoader.CA_DIRECTORY, caDirectory);
    return given;
  }

  private static void put(Map<String, String> given, String key, String value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
