package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.plugin.libvirt.GuestLimits;
import org.icecoat.plugin.libvirt.LibvirtConfiguration;
import org.icecoat.plugin.libvirt.LibvirtVmm;
import org.icecoat.plugin.libvirt.TestingLibvirtd;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DatasetDisk;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner in a real guest, over a real virtio-serial port. */
class GuestOnQemuIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String READ_AND_TRY_TO_WRITE =
      """
      cat $ICECOAT_DATA/*/hello
      hostname
      touch $ICECOAT_DATA/*/x 2>/dev/null || echo read-only
      dd if=/dev/zero of=/dev/vdb bs=4096 count=1 conv=fsync 2>/dev/null || echo refused
      """;

  private static TestingLibvirtd libvirtd;
  private static Path guest;

  @TempDir Path folder;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final TestingObserver observer = new TestingObserver();
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
  void startGuest() throws IOException {
    Path dataset = dataset();
    Path base = folder.resolve("base.qcow2");
    TestingLibvirtd.run("qemu-img", "create", "-q", "-f", "qcow2", base.toString(), "1M");
    Boot.DirectKernel boot =
        new Boot.DirectKernel(
            guest.resolve("kernel"), guest.resolve("initrd"), "console=ttyS0 panic=1 quiet");
    VmSpec plain = TestingSpecs.directKernel(folder, boot, base);
    DatasetDisk disk = new DatasetDisk(new DatasetName("a-dataset-with-a-long-name"), dataset);
    spec = TestingSpecs.reading(plain, disk);
    vmm = new LibvirtVmm(configuration(libvirtd.uri()), folder.resolve("blanks"), scheduler);
    vmm.createDisk(spec, Optional.empty());
    vmm.define(spec);
    vmm.start(spec.id(), Optional.empty());
    output = new ApplicationOutput(folder.resolve("output"));
  }

  private static LibvirtConfiguration configuration(URI uri) {
    return new LibvirtConfiguration(
        uri,
        LibvirtConfiguration.Acceleration.QEMU,
        libvirtd.runFolder(),
        null,
        new GuestLimits(0, 0, 0, 0L, 0L, 0),
        null,
        null);
  }

  private Path dataset() throws IOException {
    Path content = Files.createDirectories(folder.resolve("content"));
    Files.writeString(content.resolve("hello"), "from the dataset\n");
    Path disk = folder.resolve("dataset.img");
    TestingLibvirtd.run(
        "mke2fs", "-q", "-t", "ext4", "-d", content.toString(), disk.toString(), "4M");
    return disk;
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

  /** Not even past the file system, on the disk itself: the guest is its application's. */
  @Test
  void an_application_reads_its_dataset_and_cannot_write_it() throws IOException {
    Path dataset = spec.datasets().get(0).file();
    byte[] before = Files.readAllBytes(dataset);
    run(READ_AND_TRY_TO_WRITE, Map.of());
    awaitEnd();
    assertThat(text()).isEqualTo("from the dataset\ntesting\nread-only\nrefused\n");
    assertThat(dataset).hasBinaryContent(before);
  }

  @Test
  void a_large_application_and_much_output_pass_in_seconds() {
    byte[] content = new byte[32 << 20];
    new Random(7).nextBytes(content);
    long begin = System.nanoTime();
    run("head -c 8000000 big", Map.of("big", content));
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    awaitEnd();
    System.out.println(
        "32 MiB in and 8 MB out after "
            + Duration.ofNanos(System.nanoTime() - begin).toMillis()
            + " ms, boot included");
    assertThat(output.length(OutputStreamName.STANDARD_OUTPUT)).isEqualTo(8_000_000);
    assertThat(output.read(OutputStreamName.STANDARD_OUTPUT, 7_999_000, 1000))
        .isEqualTo(java.util.Arrays.copyOfRange(content, 7_999_000, 8_000_000));
  }

  @Test
  void a_reset_guest_runs_its_application_anew_with_empty_output() {
    run("echo started; sleep 1000", Map.of());
    await().atMost(PATIENCE).until(() -> text().equals("started\n"));
    ApplicationReport before = observer.last();
    vmm.reset(spec.id());
    session.guestReset();
    await()
        .atMost(PATIENCE)
        .until(() -> !observer.last().boot().equals(before.boot()) && text().equals("started\n"));
    assertThat(observer.state()).isEqualTo(ApplicationState.RUNNING);
  }

  @Test
  void a_guest_that_does_not_heed_the_power_button_shuts_down_by_its_runner() {
    run("sleep 1000", Map.of());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    session.request(GuestRequest.POWER_OFF);
    await().atMost(PATIENCE).until(() -> vmm.observe(spec.id()).state() == DomainState.OFF);
  }

  @Test
  void a_paused_guest_is_not_taken_for_a_silent_one() {
    run("sleep 8; echo done", Map.of());
    await().atMost(PATIENCE).until(() -> observer.state() == ApplicationState.RUNNING);
    observer.runs = false;
    vmm.pause(spec.id());
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(observer.state()).isEqualTo(ApplicationState.RUNNING);
    vmm.resume(spec.id());
    observer.runs = true;
    awaitEnd();
    assertThat(text()).isEqualTo("done\n");
  }

  private void run(String script, Map<String, byte[]> files) {
    Path archive = TestingArchive.write(folder.resolve("archive"), script, files);
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
            new SecureRandom(),
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
