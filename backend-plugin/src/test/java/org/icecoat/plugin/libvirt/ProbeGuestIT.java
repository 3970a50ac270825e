package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icecoat.plugin.libvirt.LibvirtConfiguration.Acceleration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.libvirt.Connect;

/** Which guests run on this machine, with a real libvirt and QEMU. */
class ProbeGuestIT {
  private static final GuestLimits NO_LIMITS = new GuestLimits(0, 0, 0, 0L, 0L, 0);
  private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
  private static TestingLibvirtd libvirtd;
  private static Path guest;

  @BeforeAll
  static void startLibvirt() throws IOException {
    guest = TestingLibvirtd.guest();
    libvirtd = new TestingLibvirtd();
    Files.createDirectories(libvirtd.runFolder());
  }

  @AfterAll
  static void stopLibvirt() {
    SCHEDULER.shutdownNow();
    libvirtd.close();
  }

  private static LibvirtConfiguration configuration(Acceleration acceleration) {
    return configuration(acceleration, Programs.ofDebian());
  }

  private static LibvirtConfiguration configuration(Acceleration acceleration, Programs programs) {
    return new LibvirtConfiguration(
        libvirtd.uri(), acceleration, libvirtd.runFolder(), null, NO_LIMITS, null, programs);
  }

  private static LibvirtConnection connect() {
    return new LibvirtConnection(configuration(Acceleration.AUTO), SCHEDULER, new LibvirtEvents());
  }

  @Test
  void the_probe_sees_an_emulated_guest_live() {
    try (LibvirtConnection connection = connect()) {
      assertThat(new ProbeGuest(configuration(Acceleration.QEMU), connection).runs(DomainType.QEMU))
          .isTrue();
    }
  }

  @Test
  void a_guest_that_starts_and_then_hangs_does_not_run() {
    byte[] hang = {(byte) 0xFA, (byte) 0xF4, (byte) 0xEB, (byte) 0xFD}; // cli; hlt; jmp to the hlt
    try (LibvirtConnection connection = connect()) {
      int before = guests(connection);
      ProbeGuest probe =
          new ProbeGuest(
              configuration(Acceleration.QEMU), connection, hang, Duration.ofMillis(500));
      assertThat(probe.runs(DomainType.QEMU)).isFalse();
      assertThat(guests(connection)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "KVM"})
  void kvm_is_offered_if_its_probe_guest_runs(Acceleration acceleration) {
    List<DomainType> probed = new ArrayList<>();
    try (LibvirtConnection connection = connect()) {
      LibvirtHost host = new LibvirtHost(configuration(acceleration), connection, probed::add);
      assertThat(host.capabilities().name()).isEqualTo("qemu-kvm");
      assertThat(host.health()).noneMatch(it -> it.code().equals("KVM_UNUSABLE"));
    }
    assertThat(probed).containsExactly(DomainType.KVM);
  }

  @Test
  void without_a_probe_guest_that_runs_guests_are_emulated_and_the_node_says_so() {
    try (LibvirtConnection connection = connect()) {
      LibvirtHost host =
          new LibvirtHost(configuration(Acceleration.AUTO), connection, type -> false);
      assertThat(host.capabilities().name()).isEqualTo("qemu-tcg");
      assertThat(host.health()).anyMatch(it -> it.code().equals("KVM_UNUSABLE"));
    }
  }

  /** On a host whose KVM only interprets, a kernel says nothing for minutes. */
  @Test
  void guests_run_with_kvm_exactly_if_a_kernel_boots_with_it() throws Exception {
    assertThat(kernelSpeaks("tcg")).isTrue();
    boolean boots = kernelSpeaks("kvm");
    try (LibvirtConnection connection = connect()) {
      LibvirtHost host = new LibvirtHost(configuration(Acceleration.AUTO), connection);
      assertThat(host.capabilities().name()).isEqualTo(boots ? "qemu-kvm" : "qemu-tcg");
      assertThat(host.health().stream().anyMatch(it -> it.code().equals("KVM_UNUSABLE")))
          .isEqualTo(!boots);
    }
  }

  private static boolean kernelSpeaks(String accelerator) throws Exception {
    List<String> command = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", accelerator));
    command.addAll(List.of("-m", "128", "-nodefaults", "-display", "none", "-serial", "stdio"));
    command.addAll(List.of("-kernel", guest.resolve("kernel").toString()));
    command.addAll(List.of("-no-reboot", "-append", "console=ttyS0 panic=-1"));
    Process machine = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return CompletableFuture.supplyAsync(
              () -> machine.inputReader().lines().anyMatch(it -> it.contains("Linux version")))
          .completeOnTimeout(false, 6, TimeUnit.SECONDS)
          .get();
    } finally {
      machine.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_node_whose_emulator_runs_no_guest_offers_no_kvm_even_if_it_has_it() {
    Programs none = new Programs(Path.of("/bin/false"), null, null, null, null);
    LibvirtConfiguration broken = configuration(Acceleration.KVM, none);
    try (LibvirtConnection connection = connect()) {
      LibvirtHost host = new LibvirtHost(broken, connection);
      assertThat(host.capabilities().name()).isEqualTo("qemu-tcg");
      assertThat(host.health()).anyMatch(it -> it.code().equals("KVM_UNUSABLE"));
    }
  }

  private static int guests(LibvirtConnection connection) {
    return connection.call("count guests", Connect::numOfDomains);
  }
}
