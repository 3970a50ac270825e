package org.icecoat.console.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;

/** The settings that count in this run. Only a setting that is used has to be right. */
public final class Settings {
  /** Stands between names; in a name it has a backslash before it (RFC 2253). */
  static final String BETWEEN_SIGNERS = ";";

  private final Path home;
  private final List<Setting> all;

  Settings(Path home, List<Setting> all) {
    this.home = home;
    this.all = List.copyOf(all);
  }

  /** All of them, in the order of the documentation. */
  public List<Setting> all() {
    return all;
  }

  /**
   * The factory's URL.
   *
   * @throws ConsoleException USAGE, if it is not set or no https URL
   */
  public URI factory() {
    return endpoint(SettingsLoader.FACTORY, "--factory URL", "ICECOAT_FACTORY");
  }

  /**
   * The image store's URL.
   *
   * @throws ConsoleException USAGE, if it is not set or no https URL
   */
  public URI store() {
    return endpoint(SettingsLoader.STORE, "--store URL", "ICECOAT_STORE");
  }

  /** Whether the image store's URL is set. */
  public boolean knowsStore() {
    return setting(SettingsLoader.STORE).value() != null;
  }

  /**
   * The id of the store's image log, as its administrator told it: the digest of its key.
   *
   * @throws ConsoleException USAGE, if it is set and no digest
   */
  public Optional<Sha256> storeLogKey() {
    Setting setting = setting(SettingsLoader.STORE_LOG_KEY);
    try {
      return Optional.ofNullable(setting.value()).map(Sha256::parse);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "The %s '%s' (from %s) is no digest; it looks like sha256: and 64 hexadecimal digits"
              .formatted(setting.key(), setting.value(), setting.from()),
          e);
    }
  }

  /** Where the CAs of the makers of TPMs are that the user trusts. */
  public Optional<Path> tpmMakers() {
    return optionalPath(SettingsLoader.TPM_MAKERS);
  }

  /** A signed policy for nodes, or a folder of them. */
  public Optional<Path> policies() {
    return optionalPath(SettingsLoader.POLICIES);
  }

  /**
   * Who may sign policies; empty if nobody is named.
   *
   * @throws ConsoleException USAGE, if one is no distinguished name
   */
  public Set<Dn> policySigners() {
    Setting setting = setting(SettingsLoader.POLICY_SIGNERS);
    try {
      return setting.value() == null
          ? Set.of()
          : Arrays.stream(setting.value().split("(?<!\\\\)" + BETWEEN_SIGNERS, -1))
              .map(name -> Dn.parse(name.strip()))
              .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "The %s '%s' (from %s) are no distinguished names; one looks like CN=Alice,O=Grid,C=XX"
              .formatted(setting.key(), setting.value(), setting.from()),
          e);
    }
  }

  public Path caDirectory() {
    return path(SettingsLoader.CA_DIRECTORY);
  }

  public Path proxy() {
    return path(SettingsLoader.PROXY);
  }

  public Path userCertificate() {
    return path(SettingsLoader.USER_CERTIFICATE);
  }

  public Path userKey() {
    return path(SettingsLoader.USER_KEY);
  }

  private Setting setting(String key) {
    return all.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  private Path path(String key) {
    return path(setting(key));
  }

  private Optional<Path> optionalPath(String key) {
    return Optional.of(setting(key)).filter(one -> one.value() != null).map(this::path);
  }

  private Path path(Setting setting) {
    String value = setting.value();
    return value.startsWith("~/") ? home.resolve(value.substring(2)) : Path.of(value);
  }

  private URI endpoint(String key, String flag, String variable) {
    Setting setting = setting(key);
    if (setting.value() == null) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "No %s is configured: give %s, set %s, or write '%s: https://...' in the configuration file"
              .formatted(key, flag, variable, key));
    }
    try {
      URI uri = new URI(setting.value());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
      throw noUrl(setting, null);
    } catch (URISyntaxException e) {
      throw noUrl(setting, e);
    }
  }

  private static ConsoleException noUrl(Setting setting, Throwable cause) {
    return new ConsoleException(
        ConsoleFault.USAGE,
        "The %s '%s' (from %s) is no https URL; it looks like https://host:8443/%s"
            .formatted(setting.key(), setting.value(), setting.from(), setting.key()),
        cause);
  }
}
