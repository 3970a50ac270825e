package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.xml.bind.JAXBElement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.awaitility.Awaitility;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.FactoryConfiguration;
import org.icecoat.factory.RunningFactory;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.EnrolNode;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.LoggerFactory;

/** A factory from its configuration file, a node and an image store, over mutual TLS. */
final class TestingSite implements AutoCloseable {
  static final Contract<TrustedVmFactory> FACTORY =
      Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl");
  static final Contract<TrustedVm> VM = Contract.of(TrustedVm.class, "wsdl/vm.wsdl");
  static final Contract<Administration> ADMINISTRATION =
      Contract.of(Administration.class, "wsdl/administration.wsdl");
  static final Contract<NodeEvents> EVENTS = Contract.of(NodeEvents.class, "wsdl/plugin.wsdl");

  final TestingPlugin plugin = new TestingPlugin("node-1");
  private final Path folder;
  private final String database;
  private final TestingGrid grid;
  private final GridTrust trust;
  private final AtomicInteger credentials = new AtomicInteger();
  private final TestingCredential nodeHost;
  private final WsrfServer node;
  private final WsrfServer store;
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final RunningFactory factory;

  TestingSite(Path folder) throws IOException {
    this(folder, TestingGrid.create(folder, Clock.systemUTC()), "");
    assertThatCode(this::enrolled).doesNotThrowAnyException();
  }

  /** A site with more lines in the factory's file. */
  TestingSite(Path folder, TestingGrid grid, String more) throws IOException {
    this(folder, grid, "{file: rows}", more);
  }

  /** A site whose factory has another database. */
  TestingSite(Path folder, TestingGrid grid, String database, String more) throws IOException {
    this.folder = folder;
    this.database = database;
    this.grid = grid;
    trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    nodeHost = host("node-1");
    plugin.signing(keys(nodeHost, "node-1")::current);
    node =
        serve(
            nodeHost,
            "node-1",
            Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl"),
            "/plugin",
            plugin);
    store =
        serve(
            host("store"),
            "store",
            Contract.of(ImageStore.class, "wsdl/store.wsdl"),
            "/store",
            new TestingStore());
    factory = started(configuration(more));
  }

  private RunningFactory started(FactoryConfiguration configuration) throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(RunningFactory.class);
    logger.addAppender(said);
    said.start();
    try {
      return RunningFactory.start(configuration, Clock.systemUTC());
    } finally {
      logger.detachAppender(said);
    }
  }

  /** What the factory's log warns of at its start. */
  List<String> warnings() {
    return said.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private <T> WsrfServer serve(
      TestingCredential host, String name, Contract<T> contract, String path, T service)
      throws IOException {
    Calls<String> calls = new Calls<>(TestingSite::nameOf);
    return WsrfServer.start(
        ServerSettings.of("localhost", 0, new TlsMaterial(keys(host, name), trust.forServers())),
        base -> {
          ServiceEndpoint<String, T> endpoint =
              ServiceEndpoint.<String, T>of(path, contract, service, calls)
                  .limitedTo(Limits.defaults().withUploads(80L << 20));
          return List.of(path.equals("/store") ? endpoint.unvalidated() : endpoint);
        });
  }

  private static String nameOf(List<X509Certificate> chain) {
    return chain.get(0).getSubjectX500Principal().getName();
  }

  private TestingCredential host(String name) {
    return grid.host(name, "localhost");
  }

  PemKeys keys(TestingCredential credential, String name) {
    return PemKeys.of(
        credential.writeCertificate(folder.resolve(name + "-cert.pem")),
        credential.writeKey(folder.resolve(name + "-key.pem")));
  }

  static Dn dn(String commonName) {
    return Dn.parse("CN=" + commonName + ",O=Testing Grid,C=XX");
  }

  private FactoryConfiguration configuration(String more) throws IOException {
    keys(host("factory"), "factory");
    Files.createDirectories(folder.resolve("vomsdir"));
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        administrators: ['%s']
        rules: [{dn: '%s', vms: 2}, {dn: '%s', vms: 0}, {vo: /testvo, vms: 1}]
        """
            .formatted(dn("Admin"), dn("Alice"), dn("Zoe")));
    Path file = folder.resolve("factory.yaml");
    Files.writeString(
        file,
        """
        server: {host: localhost, port: 0, certificate: factory-cert.pem, key: factory-key.pem}
        trust:
          directory: %s
          reload: 100ms
          voms-directory: vomsdir
          callers: {verdicts-kept: 100ms}
        database: %s
        store: %s/store
        policy: policy.yaml
        uploads: uploads
        times: {watch: 1s}
        """
                .formatted(grid.certificates(), database, store.address())
            + more);
    return ConfigurationFile.read(file, FactoryConfiguration.class);
  }

  /** Enrols the node. */
  TestingSite enrolled() throws Exception {
    EnrolNode request = new EnrolNode();
    request.setNode("node-1");
    request.setEndpoint(node.address() + "/plugin");
    request.setDn(dn("node-1").toString());
    try (Ports ports = as("Admin")) {
      ports.port(ADMINISTRATION, at("/administration")).enrolNode(request);
    }
    return this;
  }

  /** The node does not answer any more. */
  void loseNode() {
    node.close();
  }

  /** Deploys a VM and waits until it runs. */
  VmId running(Ports caller) throws Exception {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    DeployVm deploy = new DeployVm();
    deploy.setToken(UUID.randomUUID().toString());
    deploy.setRequest(request);
    String id = caller.port(FACTORY, at("/factory")).deployVm(deploy).getSummary().getId();
    await(caller.port(VM, at("/vm/" + id)), VmStateType.RUNNING);
    return VmId.parse(id);
  }

  void await(TrustedVm vm, VmStateType wanted) {
    QName state = new QName("http://icecoat.org/2026/11/vm", "State");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                vm.getResourceProperty(state).getAny().get(0) instanceof JAXBElement<?> found
                    && found.getValue() == wanted);
  }

  /** Judges receipts by the site's CA. */
  ReceiptVerifier receipts() {
    return new ReceiptVerifier(trust.hosts(), Clock.systemUTC());
  }

  /** SHA-256 of the key with which the node serves. */
  Sha256 nodeKey() {
    return Sha256.of(
        HashAlgorithm.SHA256.hash(Octets.of(nodeHost.leaf().getPublicKey().getEncoded())).bytes());
  }

  URI at(String path) {
    return URI.create(factory.address() + path);
  }

  /** What a person, or a host, calls with. */
  Ports as(String commonName) {
    return new Ports(ClientSettings.of(tls(grid.user(commonName))).streaming(64L << 20));
  }

  /** The same without attachments, whose bytes a server that validates does not see. */
  Ports plainlyAs(String commonName) {
    return new Ports(ClientSettings.of(tls(grid.user(commonName))));
  }

  /** What the node calls with, by its host's own key. */
  Ports asNode() {
    return new Ports(ClientSettings.of(tls(nodeHost)));
  }

  /** What someone calls with, by a proxy if the credential is one. */
  TlsMaterial tls(TestingCredential credential) {
    Path file = folder.resolve("credential-" + credentials.incrementAndGet() + ".pem");
    return tls(credential.writeProxy(file));
  }

  /** What the holder of a proxy file calls with. */
  TlsMaterial tls(Path proxy) {
    return new TlsMaterial(PemKeys.ofProxy(proxy), trust.forClients());
  }

  Path folder() {
    return folder;
  }

  TestingGrid grid() {
    return grid;
  }

  /** Where the files of requests are while they are taken in. */
  Path uploads() {
    return folder.resolve("uploads");
  }

  @Override
  public void close() {
    factory.close();
    node.close();
    store.close();
    trust.close();
  }
}
