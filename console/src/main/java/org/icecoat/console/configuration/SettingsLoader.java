package org.icecoat.console.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.terminal.Surroundings.Place;

/** Finds each setting: a flag counts before a variable, a variable before the file. */
public final class SettingsLoader {
  /** The keys of the configuration file. */
  public static final String FACTORY = "factory";

  public static final String STORE = "store";
  public static final String STORE_LOG_KEY = "store-log-key";
  public static final String TPM_MAKERS = "tpm-makers";
  public static final String POLICIES = "policies";
  public static final String POLICY_SIGNERS = "policy-signers";
  public static final String CA_DIRECTORY = "ca-directory";
  public static final String PROXY = "proxy";
  static final String USER_CERTIFICATE = "user-certificate";
  static final String USER_KEY = "user-key";

  private final Place place;
  private final Map<String, String> flags;
  private final Path file;
  private final boolean named;

  /**
   * @param flags the settings that the command line gives, by key
   * @param configuration the file that the command line names, if it does
   */
  public SettingsLoader(Place place, Map<String, String> flags, Optional<Path> configuration) {
    this.place = place;
    this.flags = Map.copyOf(flags);
    Optional<Path> told = configuration.or(() -> place.variable("ICECOAT_CONFIG").map(Path::of));
    this.named = told.isPresent();
    this.file = told.map(path -> place.folder().resolve(path)).orElseGet(this::usualFile);
  }

  private Path usualFile() {
    Path folder =
        place.variable("XDG_CONFIG_HOME").map(Path::of).orElse(place.home().resolve(".config"));
    return folder.resolve("icecoat").resolve("config.yaml");
  }

  /** Where the configuration file is, or would be. */
  public Path file() {
    return file;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws org.icecoat.console.failure.ConsoleException USAGE, if the file is wrong, or was named
   *     and does not exist
   */
  public Settings load() {
    SettingsFile written = written();
    Path globus = place.home().resolve(".globus");
    List<Setting> all = new ArrayList<>();
    all.add(find(FACTORY, "ICECOAT_FACTORY", written.factory(), null));
    all.add(find(STORE, "ICECOAT_STORE", written.store(), null));
    all.add(find(STORE_LOG_KEY, "ICECOAT_STORE_LOG_KEY", written.storeLogKey(), null));
    all.add(find(TPM_MAKERS, "ICECOAT_TPM_MAKERS", written.tpmMakers(), null));
    all.add(find(POLICIES, "ICECOAT_POLICIES", written.policies(), null));
    all.add(find(POLICY_SIGNERS, "ICECOAT_POLICY_SIGNERS", joined(written), null));
    all.add(
        find(
            CA_DIRECTORY,
            "X509_CERT_DIR",
            written.caDirectory(),
            "/etc/grid-security/certificates"));
    all.add(find(PROXY, "X509_USER_PROXY", written.proxy(), "/tmp/x509up_u" + place.userId()));
    all.add(
        find(
            USER_CERTIFICATE,
            "X509_USER_CERT",
            written.userCertificate(),
            globus.resolve("usercert.pem").toString()));
    all.add(
        find(
            USER_KEY,
            "X509_USER_KEY",
            written.userKey(),
            globus.resolve("userkey.pem").toString()));
    return new Settings(place.home(), all);
  }

  private static String joined(SettingsFile written) {
    return written.policySigners() == null
        ? null
        : String.join(Settings.BETWEEN_SIGNERS, written.policySigners());
  }

  private SettingsFile written() {
    if (!named && !Files.exists(file)) {
      return SettingsFile.EMPTY;
    }
    SettingsFile written = YamlFile.read(file, SettingsFile.class);
    return written == null ? SettingsFile.EMPTY : written;
  }

  private Setting find(String key, String variable, String written, String usual) {
    if (flags.containsKey(key)) {
      return new Setting(key, flags.get(key), "--" + key);
    }
    Optional<String> value = place.variable(variable);
    if (value.isPresent()) {
      return new Setting(key, value.get(), variable);
    }
    return written != null
        ? new Setting(key, written, file.toString())
        : new Setting(key, usual, usual == null ? "not set" : "default");
  }
}
