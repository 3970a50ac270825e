package org.icecoat.testbed.grid;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.icecoat.testbed.host.GuestNetwork;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;

/** The configuration files of a grid's services. */
final class ServiceFiles {
  static final int NODE_PORT = 8444;
  static final int STORE_PORT = 8445;

  /** Figures are served on a port that is so much higher, inside the host only. */
  static final int METRICS = 1000;

  private static final String POLICY = "policy.yaml";

  /** Of disks so wide that nobody feels them; they are there for tests to find. */
  private static final Map<String, Integer> LIMITS =
      Map.of(
          "memory-overhead-mib", 0,
          "disk-bytes-per-second", 1 << 30,
          "disk-operations-per-second", 100_000);

  private final GridPki pki;
  private final GridCast cast;
  private final GridTpms tpms;

  ServiceFiles(GridPki pki, GridCast cast, GridTpms tpms) {
    this.pki = pki;
    this.cast = cast;
    this.tpms = tpms;
  }

  static URI store(Host front) {
    return address(front, STORE_PORT);
  }

  static URI node(Host node) {
    return address(node, NODE_PORT);
  }

  static URI address(Host host, int port) {
    return URI.create("https://" + host.address().getHostAddress() + ":" + port);
  }

  /** The policy of store and factories, who may be running when their own files are written. */
  void policy(Path folder) {
    List<String> administrators = List.of(dn(cast.administrator()));
    YamlFile.write(
        folder.resolve(POLICY),
        Map.of(
            "administrators",
            administrators,
            "curators",
            administrators,
            "nodes",
            dns(cast.nodeHosts()),
            "everyone",
            Map.of("vms", 8, "cpus", 16, "memory-mib", 8192, "lease", "12h")));
  }

  Path store(Path folder, Host front) {
    Map<String, ?> content =
        Map.of(
            "server", server(front, STORE_PORT, cast.store()),
            "trust", trust(),
            "database", Map.of("file", folder.resolve("store/catalogue").toString()),
            "content", Map.of("folder", folder.resolve("store/content").toString()),
            "policy", folder.resolve(POLICY).toString());
    return write(
        folder.resolve("store.yaml"), content, tpms.storeSection(dn(cast.administrator())));
  }

  private static Path write(Path file, Map<String, ?> content, Map<String, ?> more) {
    Map<String, Object> all = new TreeMap<>(content);
    all.putAll(more);
    return YamlFile.write(file, all);
  }

  /**
   * The file of one of the factories.
   *
   * @param more of its settings, by top-level keys; counts before what is usual
   */
  Path factory(Path folder, Host front, FactorySeat seat, Map<String, ?> more) {
    Map<String, Object> content =
        new TreeMap<>(
            Map.of(
                "name", seat.name(),
                "server", server(front, seat.port(), seat.credential()),
                "trust", trust(),
                "database", database(folder),
                "policy", folder.resolve(POLICY).toString(),
                "store", store(front) + "/store"));
    content.putAll(tpms.factorySection(dn(cast.administrator())));
    return write(folder.resolve(seat.name() + ".yaml"), content, more);
  }

  private Map<String, String> database(Path folder) {
    return cast.factories().size() > 1
        ? GridPostgres.section()
        : Map.of("file", folder.resolve("factory/database").toString());
  }

  /**
   * The file of a node.
   *
   * @param more of its settings, by top-level keys
   */
  Path node(Path folder, NodePlan plan, Host front, Host node, Map<String, ?> more) {
    Path policy =
        YamlFile.write(
            folder.resolve(plan.name() + "-policy.yaml"),
            Map.of("rules", plan.datasets().keySet().stream().map(this::open).toList()));
    Map<String, ?> content =
        Map.of(
            "name", plan.name(),
            "server", server(node, NODE_PORT, cast.node(plan.name())),
            "trust", trust(),
            "factory", told(plan.name(), front),
            "folder", folder.resolve(plan.name()).toString(),
            "capacity", Map.of("cpus", 8, "memory-mib", 4096, "disk-mib", 16384),
            "datasets", datasets(plan),
            "policy", policy.toString(),
            "libvirt", libvirt(node, plan.prefix()));
    Map<String, Object> all = new TreeMap<>(tpms.nodeSection(plan.name()));
    all.putAll(more);
    return write(folder.resolve(plan.name() + ".yaml"), content, all);
  }

  private Map<String, ?> told(String node, Host front) {
    FactorySeat seat = cast.toldBy(node);
    return Map.of(
        "dn", dn(seat.credential()),
        "others", dns(cast.othersThan(seat)),
        "events", seat.address(front) + "/node-events");
  }

  /**
   * Emulation: what runs here must run the same on machines without usable KVM. No hard limit of
   * memory: libvirt raises the locked-memory limit for it, which containers may not.
   */
  private static Map<String, Object> libvirt(Host node, int prefix) {
    GuestNetwork guests = node.hypervisor().guests();
    return Map.of(
        "acceleration",
        "qemu",
        "limits",
        LIMITS,
        "run-folder",
        node.shortFolder().resolve("i").toString(),
        "network",
        Map.of(
            "name", guests.name(),
            "bridge", guests.bridge(),
            "addresses", guests.gateway().getHostAddress() + "/" + prefix));
  }

  private Map<String, Object> open(String dataset) {
    return Map.of("datasets", List.of(dataset), "owners", List.of(dn(cast.user())));
  }

  private static List<Map<String, String>> datasets(NodePlan plan) {
    return plan.datasets().entrySet().stream()
        .map(each -> Map.of("name", each.getKey(), "disk", each.getValue().toString()))
        .collect(Collectors.toList());
  }

  private static Map<String, Object> server(Host host, int port, Credential credential) {
    return Map.of(
        "host", host.address().getHostAddress(),
        "port", port,
        "metrics", "127.0.0.1:" + (port + METRICS),
        "public-address", address(host, port).toString(),
        "certificate", credential.certificate().toString(),
        "key", credential.key().toString());
  }

  private Map<String, String> trust() {
    return Map.of("directory", pki.trustFolder().toString(), "reload", "2s");
  }

  private static List<String> dns(List<Credential> credentials) {
    return credentials.stream().map(ServiceFiles::dn).toList();
  }

  static String dn(Credential credential) {
    return credential.subject().getName(X500Principal.RFC2253);
  }
}
