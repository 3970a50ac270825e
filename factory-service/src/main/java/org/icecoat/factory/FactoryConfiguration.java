package org.icecoat.factory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.proxy.TrustAnchors;

/**
 * The factory's configuration file.
 *
 * @param name of this factory, different for each one on the same database; factory by default
 * @param host to bind; 0.0.0.0 by default
 * @param port to bind; 8443 by default, 0 for any free one
 * @param publicAddress what clients dial, such as https://factory.example.org:8443; host and port
 *     by default
 * @param certificate the host's certificate chain, PEM
 * @param key the host's key, PEM, readable by the factory alone
 * @param trust the CAs that are trusted
 * @param database where the rows are
 * @param store the image store's endpoint, such as https://store.example.org:8444/store
 * @param policy the file that says who may do what
 * @param uploads a folder for the files of requests that are being taken in; the system's own by
 *     default
 * @param vm what a VM is when its request does not say
 * @param times how long things may take
 */
public record FactoryConfiguration(
    String name,
    String host,
    Integer port,
    URI publicAddress,
    Path certificate,
    Path key,
    TrustAnchors trust,
    DatabaseConfiguration database,
    URI store,
    Path policy,
    Path uploads,
    VmConfiguration vm,
    TimesConfiguration times) {
  private static final int DEFAULT_PORT = 8443;
  private static final int MOST_PORT = 65535;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,50}");

  public FactoryConfiguration {
    name = Objects.requireNonNullElse(name, "factory");
    host = Objects.requireNonNullElse(host, "0.0.0.0");
    port = Objects.requireNonNullElse(port, DEFAULT_PORT);
    require("certificate", certificate);
    require("key", key);
    require("trust", trust);
    require("database", database);
    require("store", store);
    require("policy", policy);
    uploads =
        Objects.requireNonNullElseGet(uploads, () -> Path.of(System.getProperty("java.io.tmpdir")));
    vm = Objects.requireNonNullElseGet(vm, VmConfiguration::usual);
    times = Objects.requireNonNullElseGet(times, TimesConfiguration::usual);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name has 1 to 50 letters, digits and . _ -");
    }
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (!"https".equals(store.getScheme())) {
      throw new IllegalArgumentException("store must be an https URL");
    }
  }

  private static void require(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }
}
