package org.icecoat.testbed.confidential;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.icecoat.imagestore.RunningStore;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.plugin.attest.NodeAttester;
import org.icecoat.plugin.confidential.ConfidentialDisks;
import org.icecoat.plugin.confidential.ExpectedKeys;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.soap.CurrentPorts;
import org.icecoat.plugin.soap.StoreKeySource;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/** A whole store and what of a node asks it for keys, each with a software TPM. */
final class TestingPair implements AutoCloseable {
  private static final int PCR = 13;

  private final Path folder;
  private final TestingGrid grid;
  private final TestingSwtpm storeTpm;
  private final TestingSwtpm nodeTpm;
  private final GridTrust trust;
  private final PemKeys host;
  private final Ports asCurator;
  private final Ports asNode;
  private final Tpm tpm;
  private final NodeAttester attester;
  private final RunningStore store;

  TestingPair(Path folder) throws Exception {
    this.folder = folder;
    Clock clock = Clock.systemUTC();
    this.grid = TestingGrid.create(folder, clock);
    TestingTpmMaker maker = TestingTpmMaker.in(folder.resolve("maker"));
    this.storeTpm = maker.manufacture("store");
    this.nodeTpm = maker.manufacture("node1");
    Path makers = Files.createDirectories(folder.resolve("makers/emulated/testing"));
    Files.write(makers.resolve("root.der"), maker.root().getEncoded());
    Files.write(makers.resolve("issuer.der"), maker.issuer().getEncoded());
    this.trust = GridTrust.open(TrustAnchors.in(grid.certificates()), clock);
    Files.writeString(folder.resolve("rules"), "as they were");
    this.host = keys("node1", grid.host("node1", "localhost"));
    this.asNode = ports(host);
    this.asCurator = ports(keys("carol", grid.user("Carol")));
    this.tpm = nodeTpm.open();
    PluginConfiguration node = nodeConfiguration();
    this.attester =
        new NodeAttester(
            tpm,
            node,
            folder.resolve("node.yaml"),
            () -> host.current().leaf().getPublicKey().getEncoded(),
            clock);
    publishPolicy(clock);
    this.store = RunningStore.start(storeConfiguration(), clock, new SecureRandom());
  }

  private PemKeys keys(String name, TestingCredential credential) {
    return PemKeys.ofProxy(credential.writeProxy(folder.resolve(name + ".pem")));
  }

  private Ports ports(PemKeys keys) {
    return new Ports(
        ClientSettings.of(new TlsMaterial(keys, trust.forClients())).streaming(16L << 20));
  }

  private PluginConfiguration nodeConfiguration() throws IOException {
    Files.createDirectories(folder.resolve("node"));
    return read(
        "node.yaml",
        """
        name: node1
        server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
        trust: {directory: certificates}
        factory: {dn: "CN=factory", events: "https://localhost:1/node-events"}
        folder: node
        capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
        tpm: {tcti: "%s", firmware-log: none, ima-log: none, measure: {rules: rules}}
        """
            .formatted(nodeTpm.tcti()),
        PluginConfiguration.class);
  }

  private StoreConfiguration storeConfiguration() throws IOException {
    TestingCredential own = grid.host("localhost", "localhost", "127.0.0.1");
    own.writeCertificate(folder.resolve("hostcert.pem"));
    own.writeKey(folder.resolve("hostkey.pem"));
    Files.writeString(
        folder.resolve("store-policy.yaml"),
        """
        curators: ['CN=Carol,O=Testing Grid,C=XX']
        nodes: ['CN=node1,O=Testing Grid,C=XX']
        """);
    return read(
        "store.yaml",
        """
        server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
        trust: {directory: certificates}
        database: {file: catalogue}
        content: {folder: content, kept-free: 1MiB}
        tpm: {tcti: "%s"}
        attestation:
          makers: makers
          policies: policies
          policy: site
          signers: ['CN=Alice,O=Testing Grid,C=XX']
        policy: store-policy.yaml
        """
            .formatted(storeTpm.tcti()),
        StoreConfiguration.class);
  }

  private <T extends Record> T read(String name, String yaml, Class<T> type) throws IOException {
    return ConfigurationFile.read(Files.writeString(folder.resolve(name), yaml), type);
  }

  /** Allows the node as it is now. */
  private void publishPolicy(Clock clock) throws IOException {
    Octets log =
        attester
            .attest(
                Octets.of(new byte[Challenge.NONCE_BYTES]),
                new Challenge.Session("drafting"),
                PcrSelection.of(PcrBank.SHA256, PCR),
                Evidence.ImaFrom.FIRST,
                Optional.empty())
            .evidence()
            .logs()
            .components();
    String components =
        ComponentLog.parse(log, PCR).components().stream()
            .map(each -> "{name: %s, digests: ['%s']}".formatted(each.name(), each.digest()))
            .collect(Collectors.joining(", "));
    String policy =
        """
        name: site
        version: 1
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [%s]
        ima: none
        """
            .formatted(PCR, components);
    TestingCredential alice = grid.user("Alice");
    PemCredential signer =
        PemCredential.read(
            alice.writeCertificate(folder.resolve("alice.pem")),
            alice.writeKey(folder.resolve("alice.key")),
            PassphraseSource.NONE);
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    Octets pem = new PolicySigner(clock).sign(PolicyDocument.read(yaml), signer);
    Files.createDirectories(folder.resolve("policies"));
    Files.write(folder.resolve("policies/site.pem"), pem.bytes());
  }

  URI address() {
    return URI.create(store.address());
  }

  /** Stands between node and store, with the TLS keys of both. */
  RecordingRelay recorded() throws IOException, GeneralSecurityException {
    PemKeys own = PemKeys.of(folder.resolve("hostcert.pem"), folder.resolve("hostkey.pem"));
    return new RecordingRelay(
        new TlsMaterial(own, trust.forServers()),
        new TlsMaterial(host, trust.forClients()),
        address());
  }

  /** The public part of the key to which the store wraps what it releases. */
  Octets storageKey() {
    return attester.identity().storageKey().sizedWire();
  }

  /** Registers a raw disk as confidential; gives its id. */
  String register(byte[] clear) throws Exception {
    ImageDescriptionType description = new ImageDescriptionType();
    description.setKind(ImageKindType.DISK);
    description.setName("secret");
    description.setVersion("1");
    description.setArchitecture("x86_64");
    description.setFormat(ImageFormatType.RAW);
    BootType boot = new BootType();
    boot.setUefi(new BootType.Uefi());
    description.setBoot(boot);
    Register register = new Register();
    register.setDescription(description);
    register.setConfidential(true);
    register.setContent(
        new DataHandler(
            new ByteArrayDataSource(new ByteArrayInputStream(clear), "application/octet-stream")));
    return asCurator
        .port(Contract.of(ImageStore.class, "wsdl/store.wsdl"), address())
        .register(register)
        .getImage()
        .getManifest()
        .getId();
  }

  /** What the node does for its VMs, with keys that may be expected. */
  ConfidentialDisks disks() {
    return new ConfidentialDisks(
        tpm,
        new ExpectedKeys(
            new StoreKeySource(new CurrentPorts(() -> asNode, () -> host), attester),
            ForkJoinPool.commonPool()),
        attester::measure,
        PCR,
        () -> DiskKey.fresh(new SecureRandom()));
  }

  /** Changes a file that the node measures. */
  void tamper() throws IOException {
    Files.writeString(folder.resolve("rules"), "otherwise");
  }

  /** The curator's command line. */
  CuratorsConsole console() {
    return new CuratorsConsole(folder, address(), folder.resolve("carol.pem"), grid.certificates());
  }

  /** Does what somebody with the store's database may do. */
  void alterStore(String sql) {
    try (Database database =
        Database.open(DatabaseConfiguration.inFile(folder.resolve("catalogue")), "db/imagestore")) {
      database.jdbi().useHandle(handle -> handle.execute(sql));
    }
  }

  @Override
  public void close() {
    store.close();
    tpm.close();
    List.of(asNode, asCurator).forEach(Ports::close);
    trust.close();
    storeTpm.close();
    nodeTpm.close();
  }
}
