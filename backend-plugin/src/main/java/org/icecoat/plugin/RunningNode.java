package org.icecoat.plugin;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.attest.NodeAttester;
import org.icecoat.plugin.confidential.AskedAgain;
import org.icecoat.plugin.confidential.ConfidentialDisks;
import org.icecoat.plugin.confidential.ExpectedKeys;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.event.EventSender;
import org.icecoat.plugin.event.Outbox;
import org.icecoat.plugin.guest.GuestSurroundings;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.image.ImageCacheSettings;
import org.icecoat.plugin.image.ImageSource;
import org.icecoat.plugin.image.ImageWitness;
import org.icecoat.plugin.image.RememberedLog;
import org.icecoat.plugin.node.NodeSelf;
import org.icecoat.plugin.receipt.NodeReceipts;
import org.icecoat.plugin.receipt.ReceiptFolder;
import org.icecoat.plugin.record.RecordCodec;
import org.icecoat.plugin.soap.CurrentPorts;
import org.icecoat.plugin.soap.FactoryEventSink;
import org.icecoat.plugin.soap.PluginEndpoint;
import org.icecoat.plugin.soap.StoreImageSource;
import org.icecoat.plugin.soap.StoreKeySource;
import org.icecoat.plugin.vm.AddressPool;
import org.icecoat.plugin.vm.EpochFence;
import org.icecoat.plugin.vm.NodeMemory;
import org.icecoat.plugin.vm.NodeResources;
import org.icecoat.plugin.vm.NodeVms;
import org.icecoat.plugin.vm.NodeWork;
import org.icecoat.plugin.vm.VmRecords;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.service.metrics.Metrics;
import org.icecoat.service.process.Opened;
import org.icecoat.service.process.ServiceProcess;
import org.icecoat.service.process.Watch;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;
import org.icecoat.trust.tpm.esys.EsysTpm;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that serves; closing it closes all that it opened, last first. Its VMs run on. */
public final class RunningNode implements ServiceProcess.RunningService {
  private static final Duration GUEST_SILENCE = Duration.ofSeconds(20);
  private static final Duration GUEST_LOST = Duration.ofSeconds(45);
  private static final Duration ORDER_PATIENCE = Duration.ofSeconds(25);
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final long LARGEST_DOWNLOAD = 256L << 20;
  private static final long LARGEST_KEY = 1L << 20;

  /** For how long something lasts, whatever the machine's clock is set to meanwhile. */
  private static final InstantSource STEADY = () -> Instant.EPOCH.plusNanos(System.nanoTime());

  private final PluginConfiguration configuration;
  private final Path file;
  private final Clock clock;
  private final Opened opened = new Opened();
  private final NodeThreads threads = NodeThreads.start();
  private final Vmm vmm;
  private URI address;

  /** Makes the monitor of a configuration. */
  @FunctionalInterface
  public interface Monitor {
    Vmm open(
        PluginConfiguration configuration, java.util.concurrent.ScheduledExecutorService scheduler);
  }

  private RunningNode(PluginConfiguration configuration, Path file, Clock clock, Monitor monitor) {
    this.configuration = configuration;
    this.file = file;
    this.clock = clock;
    opened.push(threads::close);
    this.vmm = monitor.open(configuration, threads.timers());
    opened.push(vmm::close);
  }

  /**
   * Opens everything that is configured, finds what an earlier process left, and serves.
   *
   * @param file that the configuration was read from: a node with a TPM measures it
   * @throws IOException if the port is taken, or keys, folders or records cannot be used
   */
  public static RunningNode start(
      PluginConfiguration configuration, Path file, Clock clock, Monitor monitor)
      throws IOException {
    Files.createDirectories(configuration.libvirt().runFolder()); // gone after a reboot
    RunningNode node = new RunningNode(configuration, file, clock, monitor);
    boolean started = false;
    try {
      node.open();
      started = true;
      return node;
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  private void open() throws IOException {
    Files.createDirectories(configuration.folder());
    GridTrust trust = GridTrust.open(configuration.trust(), clock);
    opened.push(trust::close);
    PemKeys keys = configuration.server().keys();
    TlsMaterial calling = new TlsMaterial(keys, trust.forClients());
    RecordCodec codec = new RecordCodec();
    Outbox outbox = new Outbox(configuration.folder().resolve("events"), codec);
    opened.push(outbox::close);
    VmRecords records = new VmRecords(configuration.folder(), codec);
    SiteDatasets datasets = new SiteDatasets(configuration.datasets(), configuration.policyFile());
    Optional<Tpm> tpm = tpm();
    Optional<NodeAttester> attester = attester(tpm, keys);
    Optional<ConfidentialDisks> confidential =
        attester.map(proving -> confidential(tpm.orElseThrow(), proving, calling, keys));
    NodeVms vms =
        vms(
            new NodeWiring(records, outbox, receipts(keys, attester)),
            resources(datasets, source(calling), confidential));
    send(outbox, new CurrentPorts(() -> new Ports(ClientSettings.of(calling)), keys::current));
    Metrics metrics = Metrics.open(configuration.server().ownMetrics());
    opened.push(metrics::close);
    NodeFigures.tell(metrics, vms);
    NodeSelf self =
        new NodeSelf(configuration, vmm, datasets, () -> attester.flatMap(NodeAttester::health));
    serve(
        new PluginEndpoint(vms, records, self, attester, trust.callers()),
        configuration
            .server()
            .settings(new TlsMaterial(keys, trust.forServers()), metrics.calls()));
  }

  private Optional<Tpm> tpm() {
    Optional<Tpm> tpm =
        configuration.ownTpm().map(own -> EsysTpm.open(TpmSettings.of(own.tcti()), Thread::new));
    tpm.ifPresent(it -> opened.push(it::close));
    tpm.ifPresent(Tpm::storageKey); // from now on another TPM in its place is noticed
    return tpm;
  }

  /** Measures the machine; a node whose TPM is configured and does not answer does not start. */
  private Optional<NodeAttester> attester(Optional<Tpm> tpm, PemKeys keys) throws IOException {
    if (tpm.isEmpty()) {
      return Optional.empty();
    }
    NodeAttester attester =
        new NodeAttester(
            tpm.get(),
            configuration,
            file,
            () -> keys.current().leaf().getPublicKey().getEncoded(),
            clock);
    opened.push(attester.watch(threads.orders())::close);
    return Optional.of(attester);
  }

  private ConfidentialDisks confidential(
      Tpm tpm, NodeAttester attester, TlsMaterial calling, PemKeys keys) {
    ClientSettings settings = ClientSettings.of(calling).streaming(LARGEST_KEY);
    CurrentPorts ports = new CurrentPorts(() -> new Ports(settings), keys::current);
    opened.push(ports::close);
    SecureRandom random = new SecureRandom();
    return new ConfidentialDisks(
        tpm,
        new ExpectedKeys(new AskedAgain(new StoreKeySource(ports, attester)), threads.orders()),
        attester::measure,
        configuration.ownTpm().orElseThrow().pcr(),
        () -> vmm.diskKey(random));
  }

  private ImageSource source(TlsMaterial calling) {
    Ports ports = new Ports(ClientSettings.of(calling).downloading(LARGEST_DOWNLOAD));
    opened.push(ports::close);
    Optional<StoreGuard> guard =
        Optional.ofNullable(configuration.storeTpmMakers())
            .map(makers -> new StoreGuard(makers, clock, new SecureRandom()));
    return new StoreImageSource(ports, guard);
  }

  /** Without a key nothing is claimed of where images come from, and that is said. */
  private Optional<ImageWitness> witness(ImageSource source) throws IOException {
    configuration.warning().ifPresent(LOG::warn);
    if (configuration.ownStoreLog().isEmpty()) {
      return Optional.empty();
    }
    Sha256 log = configuration.ownStoreLog().get();
    RememberedLog memory = new RememberedLog(configuration.folder(), log);
    return Optional.of(new ImageWitness(new LogWitness(log, memory, clock), source));
  }

  private NodeResources resources(
      SiteDatasets datasets, ImageSource source, Optional<ConfidentialDisks> confidential)
      throws IOException {
    ImageCache cache =
        new ImageCache(
            new ImageCacheSettings(
                configuration.folder().resolve("images"),
                configuration.images().most().bytes(),
                configuration.images().streams(),
                clock),
            source,
            threads.orders(),
            new FileVerifier(threads.hashing(), NodeThreads.PROCESSORS),
            witness(source));
    List<String> addresses =
        configuration.libvirt().siteNetwork().stream()
            .flatMap(network -> network.pool().stream())
            .map(Inet4Address::getHostAddress)
            .toList();
    return new NodeResources(
        vmm,
        cache,
        datasets,
        new AddressPool(addresses),
        confidential,
        configuration.capacity().capacity());
  }

  private NodeReceipts receipts(PemKeys keys, Optional<NodeAttester> attester) throws IOException {
    return new NodeReceipts(
        configuration.name(),
        new ReceiptSigner(keys::current, clock),
        new ReceiptFolder(configuration.folder().resolve("receipts"), clock),
        () -> attester.flatMap(NodeAttester::lastEvidence),
        clock);
  }

  private record NodeWiring(VmRecords records, Outbox outbox, NodeReceipts receipts) {}

  private NodeVms vms(NodeWiring wiring, NodeResources resources) throws IOException {
    EpochFence fence = new EpochFence(configuration.folder().resolve("epochs"));
    opened.push(fence::close);
    GuestSurroundings guests =
        new GuestSurroundings(
            vmm::openGuestChannel,
            clock,
            STEADY,
            new SecureRandom(),
            threads.timers(),
            GUEST_SILENCE,
            GUEST_LOST);
    NodeVms vms =
        new NodeVms(
            resources,
            new NodeMemory(wiring.records(), fence, wiring.outbox(), wiring.receipts()),
            new NodeWork(
                clock,
                threads.orders(),
                guests,
                ORDER_PATIENCE,
                configuration.outputCap().bytes()));
    opened.push(vms::close);
    vms.recover();
    opened.push(Watch.start(vms::lookAtAll, LOOK)::close);
    return vms;
  }

  private void send(Outbox outbox, CurrentPorts ports) {
    opened.push(ports::close);
    FactoryEventSink sink =
        new FactoryEventSink(configuration.name(), ports, configuration.factory().events());
    EventSender sender = new EventSender(outbox, sink);
    opened.push(sender::close);
    sender.start();
  }

  private void serve(PluginEndpoint endpoint, ServerSettings settings) throws IOException {
    WsrfServer serving = WsrfServer.start(settings, base -> List.of(endpoint.at(base, clock)));
    opened.push(serving::close);
    address = URI.create(serving.address() + PluginEndpoint.PATH);
  }

  @Override
  public String address() {
    return address.toString();
  }

  @Override
  public void close() {
    opened.close();
  }
}
