package org.icecoat.plugin.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.libvirt.LibvirtConfiguration;
import org.icecoat.service.configuration.ByteCount;
import org.icecoat.service.configuration.UnnamedLog;
import org.icecoat.service.server.ServerConfiguration;
import org.icecoat.trust.proxy.TrustAnchors;

/**
 * A node's configuration file.
 *
 * @param name the node's, as the factory knows it
 * @param folder for records, disks and images: what has to survive a restart
 * @param stores the image stores that may be fetched from; any that the factory names by default
 * @param storeLogKey the id of the log of these stores, by which images are proved; without it
 *     images are taken on the store's word
 * @param storeTpmMakers makers of TPMs, one of which has to guard that log; without it that is
 *     taken on the store's word
 * @param images the cache
 * @param datasets that the node holds; none by default
 * @param policy the site's policy file; needed if there are datasets
 * @param labels facts that the site states of the node
 * @param tpm the node's; a node without one cannot prove itself, and is used only where nobody asks
 * @param outputCap of each output of an application; 16 MiB by default
 */
public record PluginConfiguration(
    NodeName name,
    ServerConfiguration server,
    TrustAnchors trust,
    FactoryConfiguration factory,
    Path folder,
    CapacityConfiguration capacity,
    List<URI> stores,
    Sha256 storeLogKey,
    Path storeTpmMakers,
    ImagesConfiguration images,
    List<Dataset> datasets,
    Path policy,
    Map<String, String> labels,
    TpmConfiguration tpm,
    ByteCount outputCap,
    LibvirtConfiguration libvirt) {
  private static final int OWN_PORT = 8444;
  private static final long DEFAULT_OUTPUT_CAP_MIB = 16;

  public PluginConfiguration {
    requireGiven(name, "name");
    requireGiven(server, "server");
    server = server.orOnPort(OWN_PORT);
    requireGiven(trust, "trust");
    requireGiven(factory, "factory");
    requireGiven(folder, "folder");
    requireGiven(capacity, "capacity");
    stores = List.copyOf(Objects.requireNonNullElse(stores, List.of()));
    images = Objects.requireNonNullElseGet(images, ImagesConfiguration::usual);
    datasets = List.copyOf(Objects.requireNonNullElse(datasets, List.of()));
    labels = Map.copyOf(Objects.requireNonNullElse(labels, Map.of()));
    outputCap = Objects.requireNonNullElse(outputCap, ByteCount.ofMiB(DEFAULT_OUTPUT_CAP_MIB));
    libvirt = Objects.requireNonNullElseGet(libvirt, LibvirtConfiguration::usual);
    if (storeTpmMakers != null && storeLogKey == null) {
      throw new IllegalArgumentException("store-tpm-makers is of no use without store-log-key");
    }
    if (!datasets.isEmpty() && policy == null) {
      throw new IllegalArgumentException("policy is missing; without it every dataset is closed");
    }
  }

  private static void requireGiven(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }

  /** The log that has to have every image, if one is named. */
  public Optional<Sha256> ownStoreLog() {
    return Optional.ofNullable(storeLogKey);
  }

  /** What to say at the start of a file that can be used and had better say more. */
  public Optional<String> warning() {
    return UnnamedLog.warning(storeLogKey, tpm != null);
  }

  /** The node's TPM, if it has one. */
  public Optional<TpmConfiguration> ownTpm() {
    return Optional.ofNullable(tpm);
  }

  /** Where the site's policy is; a file that is not there closes everything. */
  public Path policyFile() {
    return policy == null ? folder.resolve("policy.yaml") : policy;
  }
}
