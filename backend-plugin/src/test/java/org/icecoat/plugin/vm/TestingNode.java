package org.icecoat.plugin.vm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.guest.GuestSurroundings;
import org.icecoat.plugin.guest.TestingArchive;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.image.ImageCacheSettings;
import org.icecoat.plugin.image.TestingImages;
import org.icecoat.plugin.order.OrderedApplication;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Owner;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.receipt.NodeReceipts;
import org.icecoat.plugin.receipt.ReceiptFolder;
import org.icecoat.plugin.record.RecordCodec;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.simulated.SimulatedVmm;
import org.icecoat.plugin.simulated.SimulationScript;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingThreads;

/** A node over a simulated monitor and a store in memory, which can be restarted. */
final class TestingNode implements AutoCloseable {
  static final Dn ALICE = Dn.parse("CN=Alice,O=Grid,C=XX");

  /** Of orders: longer than a busy machine pauses. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  final SimulationScript script = new SimulationScript();
  final SimulatedVmm vmm;
  final TestingImages store = new TestingImages();
  final List<VmReport> published = new CopyOnWriteArrayList<>();

  /** How far the machine's clock is off. */
  volatile Duration off = Duration.ZERO;

  /** What has passed beside the time of the test, whatever the machine's clock says. */
  volatile Duration passed = Duration.ZERO;

  /** Digest of the evidence that the node gave last. */
  Sha256 evidence;

  private PemCredential host;
  private final Path folder;
  private final OrderedImage image;

  /** Those of each process that there has been. */
  private final List<ExecutorService> threads = new ArrayList<>();

  private ExecutorService executor;
  private ScheduledExecutorService scheduler;
  private EpochFence fence;
  private VmRecords records;
  private NodeVms vms;

  TestingNode(Path folder, SimulatedApplication application) {
    this.folder = folder;
    this.vmm = new SimulatedVmm(script, application);
    this.image = new OrderedImage(store.add(2 << 20, 1), new DiskMiB(2), kernel());
    write("policy.yaml", "rules:\n  - datasets: [globins]\n    owners: ['" + ALICE + "']\n");
    write("globins.img", "data");
    start();
  }

  private Optional<OrderedImage.Kernel> kernel() {
    return Optional.of(
        new OrderedImage.Kernel(store.add(1 << 20, 2), store.add(1 << 19, 3), "quiet"));
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a process of the plug-in on the same folder. */
  void start() {
    executor = Executors.newCachedThreadPool();
    scheduler = Executors.newScheduledThreadPool(1);
    threads.addAll(List.of(executor, scheduler));
    try {
      RecordCodec codec = new RecordCodec();
      records = new VmRecords(folder, codec);
      fence = new EpochFence(folder.resolve("epochs"));
      vms =
          new NodeVms(
              resources(), new NodeMemory(records, fence, published::add, receipts()), work());
      vms.recover();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NodeReceipts receipts() throws IOException {
    return new NodeReceipts(
        new NodeName("node1"),
        new ReceiptSigner(this::host, Clock.systemUTC()),
        new ReceiptFolder(folder.resolve("receipts"), Clock.systemUTC()),
        () -> Optional.ofNullable(evidence),
        Clock.systemUTC());
  }

  /** The host's credential, made when it is first needed. */
  private synchronized PemCredential host() {
    if (host == null) {
      TestingCredential made =
          TestingGrid.create(folder.resolve("grid"), Clock.systemUTC()).host("node1", "node1.org");
      host = PemCredential.read(made.writeProxy(folder.resolve("host.pem")));
    }
    return host;
  }

  private NodeResources resources() {
    ImageCache cache =
        new ImageCache(
            new ImageCacheSettings(folder.resolve("images"), 100 << 20, 2, Clock.systemUTC()),
            new SourceOfProcess(store, executor),
            executor,
            new FileVerifier(executor, 2));
    Dataset globins = new Dataset(new DatasetName("globins"), "", folder.resolve("globins.img"));
    return new NodeResources(
        vmm,
        cache,
        new SiteDatasets(List.of(globins), folder.resolve("policy.yaml")),
        new AddressPool(List.of("10.87.1.2", "10.87.1.3")),
        Optional.empty(),
        new Capacity(4, 1024, 1024));
  }

  private NodeWork work() {
    GuestSurroundings guests =
        new GuestSurroundings(
            vmm::openGuestChannel,
            Clock.systemUTC(),
            () -> Instant.EPOCH.plusNanos(System.nanoTime()).plus(passed),
            new SecureRandom(),
            scheduler,
            Duration.ofSeconds(5),
            Duration.ofMinutes(1));
    InstantSource machine = () -> Instant.now().plus(off);
    return new NodeWork(machine.withZone(ZoneOffset.UTC), executor, guests, PATIENCE, 1 << 20);
  }

  /** Ends the process as a kill would, as far as this can be done to objects. */
  void stop() {
    vms.close();
    vmm.close();
    executor.shutdownNow();
    scheduler.shutdownNow();
    try {
      fence.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void restart() {
    stop();
    start();
  }

  NodeVms vms() {
    return vms;
  }

  /** A preparation by itself, that no VM of the node knows of. */
  Preparation preparation(NodeVm vm) {
    NodeResources resources = resources();
    VmSpecs specs = new VmSpecs(records, resources.cache(), 1 << 20);
    SystemDiskKeys keys = new SystemDiskKeys(resources, records);
    return new Preparation(vm, specs.spec(vm.record()), resources, work(), keys);
  }

  Path folderOf(Placement placement) {
    return records.folder(placement.id()).folder();
  }

  static Placement placement() {
    return new Placement(new VmId(UUID.randomUUID()), new Epoch(1));
  }

  /** An order without application, network and datasets. */
  PrepareOrder order(Placement placement) {
    return order(placement, List.of(), Optional.empty(), false);
  }

  PrepareOrder order(
      Placement placement,
      List<DatasetName> datasets,
      Optional<OrderedApplication> application,
      boolean network) {
    return new PrepareOrder(
        placement,
        new VmName("testing"),
        new Owner(ALICE, List.of()),
        TestingImages.STORE,
        image,
        new VmResources(
            new CpuCount(1),
            new MemoryMiB(256),
            Optional.empty(),
            new CpuCount(2),
            new MemoryMiB(512)),
        Optional.empty(),
        network,
        datasets,
        Optional.empty(),
        application);
  }

  /** Prepares a VM with an application. */
  VmReport prepareWithApplication(Placement placement) throws IOException {
    byte[] archive = TestingArchive.bytes("true", Map.of());
    Sha256 digest = sha256(archive);
    Path received = records.receive(new ByteArrayInputStream(archive), digest);
    OrderedApplication application = new OrderedApplication(digest, Optional.empty());
    return vms.prepare(
        order(placement, List.of(), Optional.of(application), false), Optional.of(received));
  }

  VmRecords records() {
    return records;
  }

  /** The kernel that every VM boots from, in the node's cache. */
  Path cachedKernel() {
    Sha256 root = image.kernel().orElseThrow().kernel().content().root();
    return folder.resolve("images").resolve(root.hex() + ".image");
  }

  static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for all that is under way, so that nothing is written into the folder any more. */
  @Override
  public void close() {
    stop();
    threads.forEach(TestingThreads::end);
  }
}
