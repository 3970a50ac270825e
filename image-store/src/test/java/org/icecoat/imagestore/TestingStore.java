package org.icecoat.imagestore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.imagestore.configuration.AttestationConfiguration;
import org.icecoat.imagestore.configuration.ContentConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.imagestore.configuration.TpmConfiguration;
import org.icecoat.imagestore.soap.StoreEndpoint;
import org.icecoat.service.configuration.ByteCount;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.server.ServerConfiguration;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.tpm.Tcti;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.tls.TlsMaterial;

/** A whole store on a loopback port with a grid of its own: a curator, a node and a stranger. */
public final class TestingStore implements AutoCloseable {
  public static final Dn CURATOR = Dn.parse("CN=Carol,O=Testing Grid,C=XX");
  public static final Dn NODE = Dn.parse("CN=node1,O=Testing Grid,C=XX");
  public static final Dn SECOND_NODE = Dn.parse("CN=node2,O=Testing Grid,C=XX");
  public static final Dn THIRD_NODE = Dn.parse("CN=node3,O=Testing Grid,C=XX");
  public static final Dn ADMINISTRATOR = Dn.parse("CN=Ada,O=Testing Grid,C=XX");
  public static final Dn SIGNER = Dn.parse("CN=Alice,O=Testing Grid,C=XX");

  private static final String POLICY =
      """
      curators: ['%s', {vo: /testvo/Role=curator}]
      nodes: ['%s', '%s', '%s']
      administrators: ['%s']
      """
          .formatted(CURATOR, NODE, SECOND_NODE, THIRD_NODE, ADMINISTRATOR);

  private final Path folder;
  private final TestingGrid grid;
  private final Clock clock = Clock.systemUTC();
  private final GridTrust trust;
  private StoreConfiguration configuration;
  private final SecureRandom random;
  private RunningStore store;
  private final List<Ports> ports = new ArrayList<>();

  private TestingStore(
      Path folder,
      Optional<TpmConfiguration> tpm,
      Optional<AttestationConfiguration> attestation,
      SecureRandom random)
      throws IOException {
    this.folder = folder;
    this.random = random;
    this.grid = TestingGrid.create(folder, clock);
    this.trust = GridTrust.open(TrustAnchors.in(grid.certificates()), clock);
    this.configuration = configuration(tpm, attestation);
    Files.createDirectories(configuration.trust().vomsDirectory());
    Files.writeString(policy(), POLICY);
    start();
  }

  public static TestingStore in(Path folder) throws IOException {
    return new TestingStore(folder, Optional.empty(), Optional.empty(), new SecureRandom());
  }

  /** A store whose log is guarded by that TPM. */
  public static TestingStore with(Tcti tcti, Path folder) throws IOException {
    return new TestingStore(folder, of(tcti), Optional.empty(), new SecureRandom());
  }

  /**
   * A store that also releases keys, to nodes that pass the policy "site" of {@link #SIGNER}.
   *
   * @param makers whose TPMs are believed
   * @param random of which keys are made
   */
  public static TestingStore releasing(Tcti tcti, Path folder, Path makers, SecureRandom random)
      throws IOException {
    AttestationConfiguration attestation =
        new AttestationConfiguration(
            makers,
            Files.createDirectories(folder.resolve("policies")),
            new PolicyName("site"),
            List.of(SIGNER),
            null);
    return new TestingStore(folder, of(tcti), Optional.of(attestation), random);
  }

  private static Optional<TpmConfiguration> of(Tcti tcti) {
    return Optional.of(new TpmConfiguration(tcti, null, null, null, null));
  }

  /** Starts the store, which was stopped; it has another address then. */
  public void start() throws IOException {
    store = RunningStore.start(configuration, clock, random);
  }

  /**
   * Starts the store, which was stopped, and from then on with that recovery certificate.
   *
   * @param key its key, to seal keys anew; null otherwise
   */
  public void start(Path certificate, Path key) throws IOException {
    StoreConfiguration old = configuration;
    configuration =
        new StoreConfiguration(
            old.server(),
            old.trust(),
            old.database(),
            old.content(),
            old.log(),
            new TpmConfiguration(old.tpm().tcti(), null, null, certificate, key),
            old.inspection(),
            old.attestation(),
            old.policy());
    start();
  }

  public void stop() {
    store.close();
  }

  private StoreConfiguration configuration(
      Optional<TpmConfiguration> tpm, Optional<AttestationConfiguration> attestation) {
    TestingCredential host = grid.host("localhost", "localhost", "127.0.0.1");
    return new StoreConfiguration(
        new ServerConfiguration(
            "localhost",
            0,
            null,
            host.writeCertificate(folder.resolve("hostcert.pem")),
            host.writeKey(folder.resolve("hostkey.pem")),
            null),
        new TrustAnchors(
            grid.certificates(),
            Duration.ofMillis(100),
            null,
            null,
            folder.resolve("vomsdir"),
            null),
        DatabaseConfiguration.inFile(folder.resolve("catalogue")),
        new ContentConfiguration(
            content(), ByteCount.parse("3GiB"), ByteCount.ofMiB(1), 4, new ByteCount(0)),
        null,
        tpm.orElse(null),
        null,
        attestation.orElse(null),
        policy());
  }

  /** The file that says who may do what. */
  public Path policy() {
    return folder.resolve("policy.yaml");
  }

  /** The folder of content files. */
  public Path content() {
    return folder.resolve("content");
  }

  public URI address() {
    return URI.create(store.address());
  }

  public ImageStore asCurator() {
    return as(grid.user("Carol"));
  }

  public ImageStore asNode() {
    return as(grid.host("node1", "localhost"));
  }

  public ImageStore asStranger() {
    return as(grid.user("Sam"));
  }

  /** Someone who was a curator until the certificate was revoked. */
  public ImageStore asFormerCurator() {
    TestingCredential former = grid.user("Carol");
    grid.revoke(former.leaf());
    return as(former);
  }

  /** A port of someone's own, by a proxy if the credential is one. */
  public ImageStore as(TestingCredential credential) {
    return ports(credential).port(StoreEndpoint.CONTRACT, address());
  }

  /** Someone at the store's administration. */
  public StoreAdministration administration(TestingCredential credential) {
    return ports(credential)
        .port(StoreEndpoint.ADMINISTRATION, URI.create(address() + "-administration"));
  }

  public StoreAdministration asAdministrator() {
    return administration(grid.user("Ada"));
  }

  /** A port of the holder of a proxy file. */
  public ImageStore as(Path proxy) {
    return ports(tls(proxy)).port(StoreEndpoint.CONTRACT, address());
  }

  private Ports ports(TestingCredential credential) {
    return ports(tls(credential));
  }

  private Ports ports(TlsMaterial tls) {
    Ports own = new Ports(ClientSettings.of(tls).streaming(4L << 30));
    ports.add(own);
    return own;
  }

  /** What a client of the store holds and whom it trusts. */
  public TlsMaterial tls(TestingCredential credential) {
    return tls(credential.writeProxy(folder.resolve("user-" + ports.size() + ".pem")));
  }

  private TlsMaterial tls(Path proxy) {
    return new TlsMaterial(PemKeys.ofProxy(proxy), trust.forClients());
  }

  public TestingGrid grid() {
    return grid;
  }

  @Override
  public void close() {
    ports.forEach(Ports::close);
    store.close();
    trust.close();
  }
}
