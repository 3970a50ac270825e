package org.icecoat.factory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.attest.PolicyAppraisal;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.drive.Pipeline;
import org.icecoat.factory.receipt.HostNotary;
import org.icecoat.factory.receipt.Notary;
import org.icecoat.factory.soap.FactoryEndpoints;
import org.icecoat.factory.soap.NodePorts;
import org.icecoat.factory.soap.SoapAttesterClient;
import org.icecoat.factory.soap.SoapImageCatalogue;
import org.icecoat.factory.soap.SoapNodeClient;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.StoreLogMemory;
import org.icecoat.factory.work.WorkQueue;
import org.icecoat.service.access.AccessFile;
import org.icecoat.service.database.Database;
import org.icecoat.service.metrics.Metrics;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.service.policy.PolicyTable;
import org.icecoat.service.process.Opened;
import org.icecoat.service.process.ServiceProcess;
import org.icecoat.service.process.Watch;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.MakerRevocations;
import org.icecoat.trust.evidence.endorsement.MakerStore;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A factory that serves, from its configuration; closing it undoes all that starting did. */
public final class RunningFactory implements ServiceProcess.RunningService {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFactory.class);
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final FactoryConfiguration configuration;
  private final Clock clock;
  private final Opened open = new Opened();
  private URI address;

  private RunningFactory(FactoryConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Starts everything, or nothing. */
  public static RunningFactory start(FactoryConfiguration configuration, Clock clock)
      throws IOException {
    RunningFactory running = new RunningFactory(configuration, clock);
    boolean started = false;
    try {
      running.begin();
      started = true;
      return running;
    } finally {
      if (!started) {
        running.close();
      }
    }
  }

  private void begin() throws IOException {
    Files.createDirectories(configuration.uploads());
    AccessFile policy = AccessFile.open(configuration.policy());
    opened(Watch.start(policy::refresh), Watch::close);
    GridTrust trust = opened(GridTrust.open(configuration.trust(), clock), GridTrust::close);
    Database database =
        opened(Database.open(configuration.database(), "db/factory"), Database::close);
    database.claim(configuration.name());
    Metrics metrics = opened(Metrics.open(configuration.server().ownMetrics()), Metrics::close);
    metrics.connections(database);
    Function<NodeName, Optional<Sha256>> proofs = provenKeys(database);
    Factory factory =
        opened(factory(new Access(policy::policy), trust, database, proofs), Factory::close);
    factory.begin();
    FactoryFigures.tell(metrics, factory);
    serve(
        new FactoryEndpoints(
            factory, trust.callers(), clock, version(), configuration.uploads(), proofs),
        trust,
        metrics);
  }

  private void serve(FactoryEndpoints endpoints, GridTrust trust, Metrics metrics)
      throws IOException {
    TlsMaterial tls = new TlsMaterial(keys(), trust.forServers());
    WsrfServer server =
        opened(
            WsrfServer.start(configuration.server().settings(tls, metrics.calls()), endpoints::at),
            WsrfServer::close);
    address = server.address();
  }

  private PemKeys keys() {
    return configuration.server().keys();
  }

  private Factory factory(
      Access access,
      GridTrust trust,
      Database database,
      Function<NodeName, Optional<Sha256>> proofs) {
    NodePorts nodes = opened(new NodePorts(keys(), trust.forClients(), proofs), NodePorts::close);
    return new Factory(
        database,
        access,
        peers(trust, nodes, witness(database)),
        Optional.ofNullable(configuration.attestation())
            .map(each -> verifier(each, nodes, trust, database)),
        settings(configuration),
        world(
            clock,
            new HostNotary(
                new ReceiptSigner(keys()::current, clock),
                new ReceiptVerifier(trust.hosts(), clock))));
  }

  /** Where nodes have to prove nothing, what they once proved binds nobody. */
  private Function<NodeName, Optional<Sha256>> provenKeys(Database database) {
    return configuration.attestation() == null
        ? node -> Optional.empty()
        : new NodeTpmStore(database.jdbi())::tlsKey;
  }

  /** Without a key nothing is claimed of where images come from, and that is said. */
  private Optional<LogWitness> witness(Database database) {
    configuration.warning().ifPresent(LOG::warn);
    return Optional.ofNullable(configuration.storeLogKey())
        .map(log -> new LogWitness(log, new StoreLogMemory(database.jdbi(), log), clock));
  }

  private Optional<StoreGuard> guard() {
    return Optional.ofNullable(configuration.storeTpmMakers())
        .map(makers -> new StoreGuard(makers, clock, new SecureRandom()));
  }

  private Pipeline.Peers peers(GridTrust trust, NodePorts nodes, Optional<LogWitness> witness) {
    TlsMaterial tls = new TlsMaterial(keys(), trust.forClients());
    Ports ports = opened(new Ports(ClientSettings.of(tls)), Ports::close);
    return new Pipeline.Peers(
        new SoapNodeClient(nodes, configuration.store()),
        new SoapImageCatalogue(ports, configuration.store(), witness, guard()),
        SoapAttesterClient.ofProvenHosts(nodes));
  }

  private NodeTrust.Verifier verifier(
      AttestationConfiguration attestation, NodePorts nodes, GridTrust trust, Database database) {
    PolicyFolder policies =
        new PolicyFolder(
            attestation.policies(),
            attestation.rollOut(),
            new PolicyVerifier(trust.callers()::judge, Set.copyOf(attestation.signers()), clock),
            new PolicyTable(database.jdbi()),
            clock);
    opened(Watch.start(policies::refresh), Watch::close);
    List<Maker> accepted = MakerStore.read(attestation.makers());
    MakerRevocations revocations = MakerRevocations.in(attestation.makers(), accepted);
    opened(Watch.start(revocations::refresh), Watch::close);
    EndorsementCertificates makers = new EndorsementCertificates(accepted, revocations);
    return new NodeTrust.Verifier(
        SoapAttesterClient.ofAnyHost(nodes),
        makers,
        new PolicyAppraisal(policies.policies(), attestation.policy(), makers, clock),
        attestation.rules(),
        clock,
        new SecureRandom());
  }

  private static Factory.Settings settings(FactoryConfiguration configuration) {
    TimesConfiguration times = configuration.times();
    return new Factory.Settings(
        configuration.vm().defaults(),
        times.preparation(),
        times.start(),
        times.missed(),
        times.retention(),
        new WorkQueue.Settings(
            configuration.name(), times.threads(), POLLING, times.watch(), SWEEP, FAREWELL));
  }

  private static Factory.World world(Clock clock, Notary notary) {
    SecureRandom ids = new SecureRandom();
    return new Factory.World(
        clock, new Random(ids.nextLong()), () -> new VmId(randomId(ids)), notary);
  }

  /** A random UUID (RFC 9562, version 4). */
  private static UUID randomId(SecureRandom random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }

  private static String version() {
    String version = RunningFactory.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  private <T> T opened(T opened, Consumer<T> closing) {
    open.push(() -> closing.accept(opened));
    return opened;
  }

  @Override
  public String address() {
    return address.toString();
  }

  /** Last opened, first closed. */
  @Override
  public void close() {
    open.close();
  }
}
