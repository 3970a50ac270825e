package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.libvirt.GuestLimits;
import org.icecoat.plugin.libvirt.LibvirtConfiguration;
import org.icecoat.plugin.libvirt.LibvirtVmm;
import org.icecoat.plugin.libvirt.TestingLibvirtd;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** A real guest on an encrypted image, over an encrypted disk of its own. */
class EncryptedDiskIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SECRET = "the-proprietary-code-of-the-image";
  private static final String WRITTEN = "what-the-guest-has-written-itself";
  private static TestingLibvirtd libvirtd;
  private static Path guest;

  @TempDir Path folder;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final TestingObserver observer = new TestingObserver();
  private final SecureRandom random = new SecureRandom();
  private final DiskKeys keys = new DiskKeys(DiskKey.fresh(random), DiskKey.fresh(random));
  private LibvirtVmm vmm;
  private VmSpec spec;
  private ApplicationOutput output;
  private GuestSession session;

  @BeforeAll
  static void startLibvirt() throws IOException {
    guest = TestingLibvirtd.guest();
    libvirtd = new TestingLibvirtd();
    Files.createDirectories(libvirtd.runFolder());
  }

  @AfterAll
  static void stopLibvirt() {
    libvirtd.close();
  }

  @BeforeEach
  void define() throws Exception {
    Boot.DirectKernel boot =
        new Boot.DirectKernel(
            guest.resolve("kernel"), guest.resolve("initrd"), "console=ttyS0 panic=1 quiet");
    VmSpec plain = TestingSpecs.directKernel(folder, boot, encrypted());
    spec =
        new VmSpec(
            plain.id(),
            plain.name(),
            plain.tags(),
            plain.size(),
            plain.boot(),
            new SystemDisk(
                plain.disk().overlay(), plain.disk().base(), SystemDisk.DiskFormat.QCOW2_LUKS),
            plain.datasets(),
            plain.network());
    vmm =
        new LibvirtVmm(
            new LibvirtConfiguration(
                libvirtd.uri(),
                LibvirtConfiguration.Acceleration.QEMU,
                libvirtd.runFolder(),
                null,
                new GuestLimits(0, 0, 0, 0L, 0L, 0),
                null,
                null),
            folder.resolve("blanks"),
            scheduler);
    vmm.createDisk(spec, Optional.of(keys));
    vmm.define(spec);
    output = new ApplicationOutput(folder.resolve("output"));
  }

  /** The image as the store makes it. */
  private Path encrypted() throws Exception {
    byte[] clear = new byte[1 << 20];
    byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, clear, 0, text.length);
    Path raw = Files.write(folder.resolve("clear.raw"), clear);
    Path base = folder.resolve("base.qcow2");
    Process process =
        new ProcessBuilder(
                List.of(
                    "qemu-img",
                    "convert",
                    "--object",
                    "secret,id=key,format=raw,file=/dev/stdin",
                    "-f",
                    "raw",
                    "-O",
                    "qcow2",
                    "-o",
                    "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10,"
                        + "encrypt.hash-alg=sha512",
                    raw.toString(),
                    base.toString()))
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().write(keys.base().passphrase());
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
    Files.delete(raw);
    return base;
  }

  @AfterEach
  void stop() {
    if (session != null) {
      session.close();
    }
    vmm.destroy(spec.id());
    vmm.close();
    TestingThreads.end(scheduler);
  }

  @Test
  void the_guest_reads_and_writes_in_the_clear_and_nothing_clear_is_on_the_nodes_disk()
      throws Exception {
    vmm.start(spec.id(), Optional.of(keys));
    assertThat(secrets()).isEmpty();
    run(
        "head -c %d /dev/vda; echo; printf %s | dd of=/dev/vda bs=1 seek=65536 2>/dev/null; sync"
            .formatted(SECRET.length(), WRITTEN));
    awaitEnd();
    assertThat(text()).isEqualTo(SECRET + "\n");
    vmm.powerOff(spec.id());
    for (String clear : List.of(SECRET, WRITTEN)) {
      assertThat(onDisk(spec.disk().base())).doesNotContain(clear);
      assertThat(onDisk(spec.disk().overlay())).doesNotContain(clear);
    }
  }

  @Test
  void without_the_right_keys_it_does_not_start_and_a_new_daemon_has_none() throws Exception {
    assertThatThrownBy(() -> vmm.start(spec.id(), Optional.empty()))
        .isInstanceOf(PluginException.class);
    try (DiskKeys wrong = new DiskKeys(DiskKey.fresh(random), DiskKey.fresh(random))) {
      assertThatThrownBy(() -> vmm.start(spec.id(), Optional.of(wrong)))
          .isInstanceOf(PluginException.class);
    }
    assertThat(secrets()).isEmpty();
    vmm.start(spec.id(), Optional.of(keys));
    libvirtd.kill();
    libvirtd.revive();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(PluginException.class)
        .until(() -> vmm.observe(spec.id()).state() == DomainState.RUNNING);
    vmm.powerOff(spec.id());
    assertThatThrownBy(() -> vmm.start(spec.id(), Optional.empty()))
        .isInstanceOf(PluginException.class);
    vmm.start(spec.id(), Optional.of(keys));
    assertThat(vmm.observe(spec.id()).state()).isEqualTo(DomainState.RUNNING);
    assertThat(secrets()).isEmpty();
  }

  private static String[] secrets() throws LibvirtException {
    Connect connect = new Connect(libvirtd.uri().toString());
    try {
      return connect.listSecrets();
    } finally {
      connect.close();
    }
  }

  private static String onDisk(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private void run(String script) {
    Path archive = TestingArchive.write(folder.resolve("archive"), script, Map.of());
    GuestPlan plan =
        new GuestPlan(
            spec.id(),
            spec.name(),
            spec.datasets(),
            Optional.of(archive),
            Optional.empty(),
            16 << 20);
    GuestSurroundings surroundings =
        new GuestSurroundings(
            vmm::openGuestChannel,
            Clock.systemUTC(),
            InstantSource.system(),
            random,
            scheduler,
            Duration.ofSeconds(20),
            Duration.ofMinutes(1));
    ApplicationReport waiting = ApplicationReport.waiting(Sha256.of(new byte[32]));
    session = new GuestSession(plan, waiting, output, observer, surroundings);
    session.start();
  }

  private void awaitEnd() {
    await().atMost(PATIENCE).until(() -> observer.state().ended());
    assertThat(observer.state()).isEqualTo(ApplicationState.SUCCEEDED);
  }

  private String text() {
    return new String(
        output.read(OutputStreamName.STANDARD_OUTPUT, 0, 1 << 20), StandardCharsets.UTF_8);
  }
}
