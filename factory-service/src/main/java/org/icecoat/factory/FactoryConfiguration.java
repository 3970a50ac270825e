package org.icecoat.factory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.service.configuration.UnnamedLog;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.server.ServerConfiguration;
import org.icecoat.trust.proxy.TrustAnchors;

/**
 * The factory's configuration file.
 *
 * @param name of this factory, different for each one on the same database; factory by default
 * @param server where it listens, and as whom
 * @param trust the CAs that are trusted
 * @param database where the rows are
 * @param store the image store's endpoint, such as https://store.example.org:8445/store
 * @param storeLogKey the id of the store's log, by which images are proved; without it images are
 *     taken on the store's word
 * @param storeTpmMakers makers of TPMs, one of which has to guard that log; without it that is
 *     taken on the store's word
 * @param policy the file that says who may do what
 * @param uploads a folder for the files of requests that are being taken in; the system's own by
 *     default
 * @param vm what a VM is when its request does not say
 * @param times how long things may take
 * @param attestation how nodes prove what they run; without it none is asked, and all will do
 */
public record FactoryConfiguration(
    String name,
    ServerConfiguration server,
    TrustAnchors trust,
    DatabaseConfiguration database,
    URI store,
    Sha256 storeLogKey,
    Path storeTpmMakers,
    Path policy,
    Path uploads,
    VmConfiguration vm,
    TimesConfiguration times,
    AttestationConfiguration attestation) {
  private static final int OWN_PORT = 8443;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,50}");

  public FactoryConfiguration {
    name = Objects.requireNonNullElse(name, "factory");
    require("server", server);
    server = server.orOnPort(OWN_PORT);
    require("trust", trust);
    require("database", database);
    require("store", store);
    require("policy", policy);
    uploads =
        Objects.requireNonNullElseGet(uploads, () -> Path.of(System.getProperty("java.io.tmpdir")));
    vm = Objects.requireNonNullElseGet(vm, VmConfiguration::usual);
    times = Objects.requireNonNullElseGet(times, TimesConfiguration::usual);
    if (storeTpmMakers != null && storeLogKey == null) {
      throw new IllegalArgumentException("store-tpm-makers is of no use without store-log-key");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name has 1 to 50 letters, digits and . _ -");
    }
    if (!"https".equals(store.getScheme())) {
      throw new IllegalArgumentException("store must be an https URL");
    }
  }

  /** What to say at the start of a file that can be used and had better say more. */
  Optional<String> warning() {
    return UnnamedLog.warning(storeLogKey, attestation != null);
  }

  private static void require(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }
}
