package org.icecoat.factory.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.ApplicationSpec;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.Factory;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.drive.Pipeline;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.request.ApplicationTerms;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.SiteRequirements;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.work.WorkQueue;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.access.Caller;
import org.icecoat.service.access.Subject;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;

/** A factory on a real database with doubles around it, which can be killed and begun again. */
public final class TestingFactory implements AutoCloseable {
  public static final Caller ALICE = new Caller(Dn.parse("CN=Alice,O=Grid"), List.of());
  public static final Caller BOB = new Caller(Dn.parse("CN=Bob,O=Grid"), List.of());
  public static final Caller ADMIN = new Caller(Dn.parse("CN=Admin,O=Grid"), List.of());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public final TestingClock clock = new TestingClock();
  public final TestingNodes nodes = new TestingNodes(clock);
  public final TestingImages images = new TestingImages();
  public final TestingTestimony testimony = new TestingTestimony();
  private final DatabaseConfiguration configuration;
  private volatile AccessRule rule = new AccessRule(ALICE.dn(), null, true, null, null, null, null);
  private Function<Database, Optional<NodeTrust.Verifier>> verifier = rows -> Optional.empty();
  private Duration polling = Duration.ofMillis(50);
  private Database database;
  private Factory factory;

  public TestingFactory(DatabaseConfiguration configuration) {
    this.configuration = configuration;
  }

  /** One that has begun, on a database in that folder, with {@code node-1} of eight CPUs. */
  public static TestingFactory ofOneNode(Path folder) {
    DatabaseConfiguration database = DatabaseConfiguration.inFile(folder.resolve("factory"));
    TestingFactory factory = new TestingFactory(database).begin();
    factory.nodes.with("node-1", new Capacity(8, 8192, 100_000));
    factory.enrol("node-1");
    return factory;
  }

  /** How often due work is looked for when nothing tells of it; before the factory begins. */
  public TestingFactory polling(Duration interval) {
    polling = interval;
    return this;
  }

  /** By what nodes are judged, made whenever the factory begins. */
  public TestingFactory attesting(Function<Database, NodeTrust.Verifier> judge) {
    verifier = database -> Optional.of(judge.apply(database));
    return this;
  }

  /** The first rule of the policy, which is Alice's; at any time. */
  public TestingFactory withRule(AccessRule forAlice) {
    rule = forAlice;
    return this;
  }

  public TestingFactory begin() {
    database = Database.open(configuration, "db/factory");
    factory = newFactory("factory-1", database);
    nodes.reportTo((node, report) -> factory.sightings().take(node, report));
    factory.begin();
    return this;
  }

  /** As {@link #begin}, but nothing is worked on: what is accepted is written down, no more. */
  public TestingFactory beginIdle() {
    database = Database.open(configuration, "db/factory");
    factory = newFactory("factory-1", database);
    return this;
  }

  /** Another factory on the same database. */
  public Factory second(Database sameDatabase) {
    return newFactory("factory-2", sameDatabase).begin();
  }

  private Factory newFactory(String name, Database on) {
    return new Factory(
        on,
        new Access(this::policy),
        new Pipeline.Peers(nodes, images, testimony),
        verifier.apply(on),
        settings(name),
        new Factory.World(
            clock, new Random(7), () -> new VmId(UUID.randomUUID()), new TestingNotary()));
  }

  private AccessPolicy policy() {
    Subject administrator = new Subject(ADMIN.dn(), null);
    return new AccessPolicy(
        List.of(administrator), List.of(), List.of(), List.of(rule, forBob()), null);
  }

  private static AccessRule forBob() {
    return new AccessRule(BOB.dn(), null, true, null, null, null, null);
  }

  private Factory.Settings settings(String name) {
    Defaults defaults =
        new Defaults(
            resources(1, 256),
            new Lease(Duration.ofHours(1), ExpiryAction.SHUTDOWN, Duration.ofMinutes(30)),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30));
    return new Factory.Settings(
        defaults,
        Duration.ofHours(2),
        Duration.ofMinutes(15),
        3,
        Duration.ofDays(1),
        new WorkQueue.Settings(
            name,
            4,
            polling,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMillis(200)));
  }

  /** Ends the process, as far as the database can tell, in the midst of what it does. */
  public void kill() {
    nodes.reportTo((node, report) -> {});
    database.close();
    factory.close();
  }

  public Factory factory() {
    return factory;
  }

  public Database database() {
    return database;
  }

  public void enrol(String... names) {
    for (String name : names) {
      enrolAccepting(name, Set.of());
    }
  }

  public void enrolAccepting(String name, Set<Doubt> accepted) {
    factory
        .administration()
        .enrol(
            ADMIN,
            new NodeAddress(
                new NodeName(name),
                URI.create("https://" + name + ":8443/plugin"),
                Dn.parse("CN=" + name + ",O=Grid")),
            accepted);
  }

  public static VmResources resources(int cpus, int memory) {
    return new VmResources(
        new CpuCount(cpus),
        new MemoryMiB(memory),
        Optional.empty(),
        new CpuCount(Math.max(cpus, 8)),
        new MemoryMiB(Math.max(memory, 4096)));
  }

  public static VmWish wish(String... datasets) {
    return wish(new DeploymentTime.Now(), resources(1, 256), datasets);
  }

  public static VmWish wish(DeploymentTime time, VmResources resources, String... datasets) {
    VmRequest request =
        new VmRequest(
            ImageRequirements.ByDescription.anything(),
            SiteRequirements.anything(),
            Set.of(datasets).stream().map(DatasetName::new).collect(Collectors.toSet()),
            true,
            time,
            Optional.empty(),
            Optional.empty());
    return new VmWish(Optional.empty(), request, Optional.of(resources), Optional.empty());
  }

  public static VmWish with(VmWish wish, LeaseWish lease) {
    return new VmWish(wish.name(), wish.request(), wish.resources(), Optional.of(lease));
  }

  public static VmWish with(VmWish wish, TrustTerms terms) {
    VmRequest r = wish.request();
    return new VmWish(
        wish.name(),
        new VmRequest(
            r.image(),
            r.site(),
            r.datasets(),
            r.network(),
            r.time(),
            Optional.of(terms),
            r.application()),
        wish.resources(),
        wish.lease());
  }

  public static VmWish with(VmWish wish, ApplicationArchive archive) {
    VmRequest r = wish.request();
    ApplicationTerms terms =
        new ApplicationTerms(archive.digest(), archive.bytes(), Optional.empty());
    return new VmWish(
        wish.name(),
        new VmRequest(
            r.image(),
            r.site(),
            r.datasets(),
            r.network(),
            r.time(),
            r.trust(),
            Optional.of(terms)),
        wish.resources(),
        wish.lease());
  }

  public static ApplicationSpec echo() {
    return new ApplicationSpec(
        "echo", List.of("hello"), new TreeMap<>(), List.of(), Optional.empty());
  }

  public Vm deploy(String token, VmWish wish) {
    return factory
        .deployments()
        .deploy(ALICE, new ClientToken("token-000-" + token), wish, Optional.empty());
  }

  /** What fits the usual wish of Alice. */
  public MatchResult match() {
    return factory.deployments().match(ALICE, wish());
  }

  /** Waits while the nodes are looked at minute after minute. */
  public void awaitMinutes(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              assertion.run();
            });
  }

  /** Puts a piece of an application's archive beside the VM. */
  public void keepArchive(Vm vm) {
    database()
        .jdbi()
        .useHandle(
            rows ->
                rows.execute(
                    "insert into archive_piece (vm_id, ordinal, content) values (?, 0, ?)",
                    vm.id().value(),
                    new byte[] {1}));
  }

  /** How many pieces of archives there are, of all VMs. */
  public long archivePieces() {
    return database()
        .jdbi()
        .withHandle(
            rows -> rows.createQuery("select count(*) from archive_piece").mapTo(Long.class).one());
  }

  public Vm find(VmId id) {
    return factory.finder().find(ADMIN, id);
  }

  public Vm await(VmId id, VmState state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(find(id).state()).isEqualTo(state));
    return find(id);
  }

  /** As {@link #await}, while the nodes are looked at minute after minute. */
  public Vm awaitWatching(VmId id, VmState state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              assertThat(find(id).state()).isEqualTo(state);
            });
    return find(id);
  }

  @Override
  public void close() {
    nodes.reportTo((node, report) -> {});
    factory.close();
    database.close();
  }
}
