package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.libvirt.LibvirtConfiguration.Acceleration;
import org.icecoat.plugin.spec.AddressRange;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.NetworkCard;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.TestingListener;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmContract;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;

/** The contract with a real libvirt and QEMU, emulating. */
class LibvirtQemuIT extends VmmContract {
  private static final GuestLimits NO_LIMITS = new GuestLimits(0, 0, 0, 0L, 0L, 0);
  private static TestingLibvirtd libvirtd;
  private static HeldEmulator emulator;
  private static Path guest;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final List<Vmm> opened = new ArrayList<>();

  @BeforeAll
  static void startLibvirt() throws IOException {
    guest = TestingLibvirtd.guest();
    libvirtd = new TestingLibvirtd();
    Files.createDirectories(libvirtd.runFolder());
    emulator = new HeldEmulator(libvirtd.runFolder());
  }

  @AfterAll
  static void stopLibvirt() {
    libvirtd.close();
  }

  @AfterEach
  void close() {
    emulator.letGo();
    opened.forEach(Vmm::close);
    TestingThreads.end(scheduler);
  }

  @Override
  protected Vmm open() {
    return open(Acceleration.QEMU);
  }

  private LibvirtVmm open(Acceleration acceleration) {
    LibvirtVmm vmm =
        new LibvirtVmm(
            configuration(acceleration), libvirtd.runFolder().resolve("blanks"), scheduler);
    opened.add(vmm);
    return vmm;
  }

  private LibvirtConfiguration configuration(Acceleration acceleration) {
    return configuration(acceleration, NO_LIMITS);
  }

  private LibvirtConfiguration configuration(Acceleration acceleration, GuestLimits limits) {
    SiteNetwork network = new SiteNetwork(null, null, AddressRange.parse("10.87.9.1/28"), null);
    return new LibvirtConfiguration(
        libvirtd.uri(),
        acceleration,
        libvirtd.runFolder(),
        network,
        limits,
        null,
        emulator.programs());
  }

  @Override
  protected VmSpec spec(Path folder) {
    Path base = folder.resolve("base.qcow2");
    TestingLibvirtd.run("qemu-img", "create", "-q", "-f", "qcow2", base.toString(), "1M");
    Boot.DirectKernel boot =
        new Boot.DirectKernel(
            guest.resolve("kernel"), guest.resolve("initrd"), "console=ttyS0 panic=1 quiet");
    return TestingSpecs.directKernel(folder, boot, base);
  }

  @Override
  protected Optional<Runnable> holdStarts() {
    return Optional.of(emulator.hold());
  }

  @Override
  protected VmId foreignDomain() {
    VmId id = freshId();
    XmlText xml = XmlText.document();
    xml.element(
        "domain",
        java.util.Map.of("type", "qemu"),
        () -> {
          xml.text("name", "other-" + id).text("uuid", id);
          xml.text("memory", java.util.Map.of("unit", "MiB"), 16).text("vcpu", 1);
          xml.element("os", () -> xml.text("type", java.util.Map.of("arch", "x86_64"), "hvm"));
        });
    try (LibvirtConnection connection =
        new LibvirtConnection(configuration(Acceleration.QEMU), scheduler, new LibvirtEvents())) {
      connection.call(
          "make another's domain", connect -> connect.domainCreateXML(xml.toString(), 0).free());
    }
    return id;
  }

  private LibvirtConnection connect() {
    return new LibvirtConnection(configuration(Acceleration.AUTO), scheduler, new LibvirtEvents());
  }

  /**
   * A start with it needs a raised locked-memory limit, which containers may not have: that the
   * kernel ends a monitor that takes more is not seen here.
   */
  @Test
  void libvirt_takes_the_hard_limit_of_memory(@TempDir Path folder) {
    LibvirtConfiguration limited =
        configuration(Acceleration.QEMU, new GuestLimits(0, 0, 64, 0L, 0L, 0));
    LibvirtVmm vmm = new LibvirtVmm(limited, libvirtd.runFolder().resolve("blanks"), scheduler);
    opened.add(vmm);
    VmSpec spec = spec(folder);
    vmm.createDisk(spec, Optional.empty());
    vmm.define(spec);
    try (LibvirtConnection connection =
        new LibvirtConnection(limited, scheduler, new LibvirtEvents())) {
      String domain =
          connection.call(
              "read the domain",
              connect -> connect.domainLookupByName(DomainXml.domainName(spec)).getXMLDesc(0));
      assertThat(domain).contains("<hard_limit unit='KiB'>" + (320 << 10) + "</hard_limit>");
    }
    vmm.destroy(spec.id());
  }

  @Test
  void a_guest_survives_the_death_of_the_daemon_and_is_found_again(@TempDir Path folder) {
    Vmm vmm = open();
    TestingListener heard = new TestingListener();
    vmm.listen(heard);
    VmSpec spec = spec(folder);
    start(vmm, spec);
    heard.lost.set(0);
    libvirtd.kill();
    assertThatThrownBy(() -> vmm.observe(spec.id())).isInstanceOf(PluginException.class);
    assertThat(vmm.health()).anyMatch(it -> it.code().equals("VMM_UNREACHABLE"));
    libvirtd.revive();
    await().atMost(Duration.ofSeconds(20)).until(() -> heard.lost.get() > 0);
    vmm.pause(spec.id());
    assertThat(vmm.observe(spec.id()).state()).isEqualTo(DomainState.PAUSED);
    vmm.destroy(spec.id());
  }

  @Test
  void a_start_goes_on_when_whoever_ordered_it_is_killed(@TempDir Path folder) throws IOException {
    Vmm vmm = open();
    VmSpec spec = defined(vmm, folder);
    Runnable letGo = emulator.hold();
    Process other =
        new ProcessBuilder("virsh", "-c", libvirtd.uri().toString(), "start", spec.id().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitState(vmm, spec, DomainState.COMING_UP);
    other.destroyForcibly();
    await().until(() -> !other.isAlive());
    assertThat(vmm.observe(spec.id()).state()).isEqualTo(DomainState.COMING_UP);
    letGo.run();
    awaitState(vmm, spec, DomainState.RUNNING);
    vmm.destroy(spec.id());
  }

  @Test
  void a_start_over_which_the_daemon_dies_is_undone_by_the_next_daemon(@TempDir Path folder) {
    Vmm vmm = open();
    VmSpec spec = defined(vmm, folder);
    Runnable letGo = emulator.hold();
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(() -> vmm.start(spec.id(), Optional.empty()));
    awaitState(vmm, spec, DomainState.COMING_UP);
    libvirtd.kill();
    assertThatThrownBy(started::join).hasCauseInstanceOf(PluginException.class);
    libvirtd.revive();
    awaitState(vmm, spec, DomainState.COMING_UP);
    letGo.run();
    awaitState(vmm, spec, DomainState.OFF);
    vmm.start(spec.id(), Optional.empty());
    awaitState(vmm, spec, DomainState.RUNNING);
    vmm.destroy(spec.id());
  }

  @Test
  void keys_that_a_dead_start_has_left_are_forgotten() {
    Vmm vmm = open();
    VmId id = freshId();
    SecureRandom random = new SecureRandom();
    try (LibvirtConnection connection = connect();
        DiskKeys keys = new DiskKeys(DiskKey.fresh(random), DiskKey.fresh(random))) {
      connection.call(
          "leave keys",
          connect -> {
            DiskSecrets.set(connect, id, keys);
            return null;
          });
      assertThat(connection.call("count secrets", Connect::numOfSecrets)).isEqualTo(2);
      vmm.forgetKeys(id);
      assertThat(connection.call("count secrets", Connect::numOfSecrets)).isZero();
    }
  }

  /** Libvirt has a secret of that id for something else, and takes no other. */
  @Test
  void if_one_key_is_not_taken_the_other_is_forgotten() {
    Vmm vmm = open();
    VmId id = freshId();
    SecureRandom random = new SecureRandom();
    try (LibvirtConnection connection = connect();
        DiskKeys keys = new DiskKeys(DiskKey.fresh(random), DiskKey.fresh(random))) {
      String foreign = foreignSecret(DiskSecrets.id(id, DiskSecrets.Layer.OVERLAY));
      connection.call(
          "be in the way",
          connect -> {
            connect.secretDefineXML(foreign).free();
            return null;
          });
      assertThatThrownBy(() -> vmm.start(id, Optional.of(keys)))
          .hasMessageContaining("could not take the keys of the disks");
      assertThat(connection.call("count secrets", Connect::numOfSecrets)).isZero();
    }
  }

  private static String foreignSecret(UUID id) {
    XmlText xml = XmlText.document();
    xml.element(
        "secret",
        () ->
            xml.text("uuid", id)
                .element("usage", Map.of("type", "ceph"), () -> xml.text("name", "foreign")));
    return xml.toString();
  }

  private VmSpec defined(Vmm vmm, Path folder) {
    VmSpec spec = spec(folder);
    vmm.createDisk(spec, Optional.empty());
    vmm.define(spec);
    return spec;
  }

  private static void awaitState(Vmm vmm, VmSpec spec, DomainState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(PluginException.class)
        .until(() -> vmm.observe(spec.id()).state() == state);
  }

  @Test
  void a_guest_gets_its_reserved_address(@TempDir Path folder) {
    Vmm vmm = open();
    VmSpec plain = spec(folder);
    NetworkCard card = new NetworkCard(AddressRange.address("10.87.9.7"));
    VmSpec spec =
        new VmSpec(
            plain.id(),
            plain.name(),
            plain.tags(),
            plain.size(),
            plain.boot(),
            plain.disk(),
            plain.datasets(),
            Optional.of(card));
    start(vmm, spec);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(console(folder)).contains("inet 10.87.9.7/28"));
    vmm.destroy(spec.id());
  }

  private static String console(Path folder) {
    try {
      return Files.readString(folder.resolve("console.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Vmm vmm, VmSpec spec) {
    vmm.createDisk(spec, Optional.empty());
    vmm.define(spec);
    vmm.start(spec.id(), Optional.empty());
  }
}
