package org.icecoat.imagestore.configuration;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.server.ServerConfiguration;
import org.icecoat.trust.proxy.TrustAnchors;

/**
 * The whole file.
 *
 * @param server where it listens, and as whom
 * @param trust whose certificates are accepted
 * @param database where the catalogue is
 * @param content where the bytes of images are, and how many
 * @param log where the image log's key is, and how often the store looks at itself
 * @param tpm what guards the log; without it, key and counter are files that protect nothing
 * @param inspection how QEMU's tools look at uploads; all of it may be left out
 * @param attestation by what nodes are judged that ask for keys; without it, no key is released
 * @param policy the file that says who may do what
 */
public record StoreConfiguration(
    ServerConfiguration server,
    TrustAnchors trust,
    DatabaseConfiguration database,
    ContentConfiguration content,
    LogConfiguration log,
    TpmConfiguration tpm,
    InspectionConfiguration inspection,
    AttestationConfiguration attestation,
    Path policy) {
  private static final int OWN_PORT = 8445;

  public StoreConfiguration {
    require(server, "server");
    server = server.orOnPort(OWN_PORT);
    require(trust, "trust");
    require(database, "database");
    require(content, "content");
    require(policy, "policy");
    log = Objects.requireNonNullElseGet(log, () -> new LogConfiguration(null, null));
    tpm =
        Objects.requireNonNullElseGet(
            tpm, () -> new TpmConfiguration(null, null, null, null, null));
    inspection =
        Objects.requireNonNullElseGet(
            inspection, () -> new InspectionConfiguration(null, null, null, null, null, null));
  }

  /** The folder of the log's key; made if it is missing. */
  public Path logFolder() {
    return log.folder() != null
        ? log.folder()
        : content.folder().toAbsolutePath().resolveSibling("log-key");
  }

  /** By what nodes are judged that ask for keys. */
  public Optional<AttestationConfiguration> judging() {
    return Optional.ofNullable(attestation);
  }

  private static void require(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }
}
