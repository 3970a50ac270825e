package org.icecoat.console.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.digest.Sha256;

/** The settings that count in this run. Only a setting that is used has to be right. */
public final class Settings {
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
    String value = setting(key).value();
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
