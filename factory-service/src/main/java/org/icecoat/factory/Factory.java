package org.icecoat.factory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.HistorySearch;
import org.icecoat.factory.administration.LostNodes;
import org.icecoat.factory.administration.NodeAdministration;
import org.icecoat.factory.administration.PolicyAdministration;
import org.icecoat.factory.administration.QuotaReport;
import org.icecoat.factory.attest.Appraisal;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.deploy.Deployments;
import org.icecoat.factory.deploy.Matchmaker;
import org.icecoat.factory.deploy.WishRules;
import org.icecoat.factory.drive.Driver;
import org.icecoat.factory.drive.Pipeline;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.lease.LeaseKeeper;
import org.icecoat.factory.order.KeptEvidence;
import org.icecoat.factory.order.VmEvidence;
import org.icecoat.factory.order.VmFinder;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.order.VmOutput;
import org.icecoat.factory.order.VmReceipts;
import org.icecoat.factory.order.VmSettings;
import org.icecoat.factory.placement.NodeDirectory;
import org.icecoat.factory.placement.Placement;
import org.icecoat.factory.placement.TrustRule;
import org.icecoat.factory.receipt.Notary;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.sight.NodeWatch;
import org.icecoat.factory.sight.Sightings;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.standing.TrustRules;
import org.icecoat.factory.store.AcceptanceStore;
import org.icecoat.factory.store.ArchiveStore;
import org.icecoat.factory.store.EvidenceStore;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.store.ReservationStore;
import org.icecoat.factory.store.RunStore;
import org.icecoat.factory.store.TrustChangeStore;
import org.icecoat.factory.store.Usage;
import org.icecoat.factory.store.VmHistoryStore;
import org.icecoat.factory.store.VmListing;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.work.Work;
import org.icecoat.factory.work.WorkQueue;
import org.icecoat.service.database.Database;
import org.jdbi.v3.core.Jdbi;

/** All of the factory but its edges: wired here, in plain Java. */
public final class Factory implements AutoCloseable {
  private static final int MOST_WOKEN = 16;
  private static final Duration UNNAMED = Duration.ofMinutes(15);

  private final Settings settings;
  private final InstantSource clock;
  private final Access access;
  private final Pipeline.Peers peers;
  private final WorkQueue queue;
  private final Database database;
  private final VmStore vms;
  private final NodeStore nodes;
  private final LostNodeStore lost;
  private final NodeTpmStore tpms;
  private final TrustChangeStore changes;
  private final EvidenceStore kept;
  private final VmHistoryStore histories;
  private final Optional<NodeTrust> trust;
  private final Optional<Appraisal> appraisal;
  private final TrustRules rules;
  private final TrustKeeper keeper;
  private final Usage usage;
  private final ReservationStore reservations;
  private final AcceptanceStore acceptances;
  private final VmFinder finder;
  private final NodeDirectory directory;
  private final Placement placement;
  private final Sightings sightings;
  private final VmEvidence evidence;
  private final RunJournal journal;
  private final VmReceipts receipts;
  private final Supplier<VmId> newId;

  /**
   * Times and bounds.
   *
   * @param preparation how long a node may prepare a VM
   * @param start how long a guest may take to report
   * @param mostMissed after so many unanswered tries in a row a node is unreachable
   * @param retention how long a destroyed VM can still be looked at
   */
  public record Settings(
      Defaults defaults,
      Duration preparation,
      Duration start,
      int mostMissed,
      Duration retention,
      WorkQueue.Settings queue) {}

  /** What the factory takes from the world. */
  public record World(InstantSource clock, Random random, Supplier<VmId> newId, Notary notary) {}

  /**
   * Wires a factory.
   *
   * @param verifier by what nodes are judged; empty if they are not asked to prove what they run
   */
  public Factory(
      Database database,
      Access access,
      Pipeline.Peers peers,
      Optional<NodeTrust.Verifier> verifier,
      Settings settings,
      World world) {
    this.settings = settings;
    this.clock = world.clock();
    this.access = access;
    this.peers = peers;
    this.newId = world.newId();
    this.database = database;
    Jdbi jdbi = database.jdbi();
    vms = new VmStore(jdbi);
    nodes = new NodeStore(jdbi);
    lost = new LostNodeStore(jdbi);
    tpms = new NodeTpmStore(jdbi);
    NodeTrustStore results = new NodeTrustStore(jdbi);
    trust = verifier.map(given -> new NodeTrust(tpms, results, given));
    rules = new TrustRules(verifier.map(Factory::site));
    keeper = new TrustKeeper(results, rules);
    changes = new TrustChangeStore(jdbi);
    kept = new EvidenceStore(jdbi);
    appraisal = verifier.map(NodeTrust.Verifier::appraisal);
    usage = new Usage(jdbi);
    reservations = new ReservationStore(jdbi);
    acceptances = new AcceptanceStore(jdbi);
    histories = new VmHistoryStore(jdbi);
    finder = new VmFinder(vms, histories, access);
    RunStore runs = new RunStore(jdbi);
    journal = new RunJournal(runs, peers.nodes(), world.notary());
    VmReceipts.Rows rows = new VmReceipts.Rows(runs, nodes, lost);
    receipts = new VmReceipts(finder, rows, journal, world.notary(), clock);
    evidence = new VmEvidence(finder, nodes, peers.attesters(), clock);
    directory = new NodeDirectory(nodes::all, clock);
    placement = new Placement(directory, usage, new TrustRule(rules, clock), world.random());
    queue = new WorkQueue(database, clock, settings.queue());
    sightings = new Sightings(vms, lost, clock, queue::wake);
  }

  private static TrustRules.Site site(NodeTrust.Verifier verifier) {
    Appraisal appraisal = verifier.appraisal();
    return new TrustRules.Site(
        appraisal.usual(),
        appraisal::inForce,
        verifier.rules().required(),
        verifier.rules().grace(),
        appraisal::counted);
  }

  /** Begins to work; what was going on when the process ended last goes on. */
  public Factory begin() {
    Driver driver =
        Pipeline.driver(
            new Pipeline.Rows(vms, nodes, reservations, new ArchiveStore(database.jdbi()), journal),
            peers,
            new Pipeline.Judges(placement, keeper, trust),
            new Pipeline.Settings(
                settings.defaults(),
                settings.preparation(),
                settings.start(),
                id -> roomMayHaveGrown()),
            clock);
    queue.begin(new Doing(driver, nodeWatch()));
    return this;
  }

  private NodeWatch nodeWatch() {
    return new NodeWatch(
        peers.nodes(),
        nodes,
        vms,
        sightings,
        clock,
        new NodeWatch.Rules(
            settings.mostMissed(),
            this::nodesChanged,
            queue::wake,
            new WatchedTrust(trust, keeper, clock)));
  }

  private void nodesChanged() {
    directory.changed();
    roomMayHaveGrown();
  }

  private void roomMayHaveGrown() {
    vms.oldestIn(VmState.REQUESTED, MOST_WOKEN).forEach(queue::wake);
  }

  private final class Doing implements Work {
    private final Driver driver;
    private final NodeWatch nodeWatch;

    Doing(Driver driver, NodeWatch nodeWatch) {
      this.driver = driver;
      this.nodeWatch = nodeWatch;
    }

    @Override
    public Driver.Rest drive(VmId id) {
      return driver.drive(id);
    }

    @Override
    public void destroyBeside(VmId id) {
      driver.destroyBeside(id);
    }

    @Override
    public boolean watch(NodeName name) {
      return nodeWatch.watch(name);
    }

    @Override
    public void tidy() {
      vms.forgetDestroyedBefore(clock.instant().minus(settings.retention()));
      kept.tidy(clock.instant().minus(UNNAMED));
    }
  }

  public Defaults defaults() {
    return settings.defaults();
  }

  public Access access() {
    return access;
  }

  public Deployments deployments() {
    return new Deployments(
        access,
        new Matchmaker(peers.images(), placement),
        peers.images(),
        acceptances,
        new WishRules(settings.defaults(), rules),
        new Deployments.Arrival(clock, newId, queue::wake));
  }

  public VmOrders orders() {
    return new VmOrders(
        finder,
        vms,
        new LeaseKeeper(settings.defaults()),
        settings.defaults(),
        clock,
        this::ordered);
  }

  private void ordered(Vm vm) {
    if (vm.state() == VmState.DESTROYING) {
      queue.wakeToDestroy(vm.id());
    } else {
      queue.wake(vm.id());
    }
  }

  public VmSettings vmSettings() {
    return new VmSettings(
        finder,
        reservations,
        access,
        new WishRules(settings.defaults(), rules),
        clock,
        queue::wake);
  }

  public VmOutput output() {
    return new VmOutput(finder, nodes, peers.nodes());
  }

  public VmEvidence evidence() {
    return evidence;
  }

  public VmReceipts receipts() {
    return receipts;
  }

  public KeptEvidence keptEvidence() {
    return new KeptEvidence(finder, kept);
  }

  public VmFinder finder() {
    return finder;
  }

  public VmListing listing() {
    return new VmListing(database.jdbi());
  }

  /** What can be promised of trust here. */
  public TrustRules trustRules() {
    return rules;
  }

  /** Judges trust in VMs' nodes. */
  public TrustKeeper trustKeeper() {
    return keeper;
  }

  public Usage usage() {
    return usage;
  }

  public NodeDirectory directory() {
    return directory;
  }

  /** The images that may be deployed. */
  public List<ImageHit> images() {
    return peers.images().search(ImageRequirements.ByDescription.anything()).hits();
  }

  public Sightings sightings() {
    return sightings;
  }

  public NodeAdministration administration() {
    return new NodeAdministration(
        access,
        new NodeAdministration.Rows(nodes, usage, tpms, changes, kept),
        peers.nodes(),
        trust,
        clock,
        new Watching());
  }

  public LostNodes lostNodes() {
    return new LostNodes(access, lost, clock, new Watching());
  }

  private final class Watching implements NodeAdministration.Watching {
    @Override
    public void watch(NodeName name) {
      queue.watch(name);
    }

    @Override
    public void changed() {
      nodesChanged();
    }

    @Override
    public void vmChanged(VmId id) {
      queue.wake(id);
    }
  }

  public QuotaReport quotas() {
    return new QuotaReport(access, usage);
  }

  public HistorySearch histories() {
    return new HistorySearch(access, histories);
  }

  public PolicyAdministration policies() {
    return new PolicyAdministration(
        access, appraisal, () -> nodes.all().forEach(node -> queue.watch(node.name())));
  }

  @Override
  public void close() {
    queue.close();
  }
}
