package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on which more has changed since its boot than the log of components has room for. */
class FullLogTest {
  private static final int PCR = 13;

  @TempDir Path folder;
  private final TestingRegisters registers = new TestingRegisters();
  private Path rules;
  private Path log;

  @BeforeEach
  void fill() throws IOException {
    rules = Files.writeString(folder.resolve("rules"), "as they were");
    log = Files.createDirectory(folder.resolve("node")).resolve("components.log");
    MeasuredComponent component =
        new MeasuredComponent("rules", rules.toString(), sha256("as they were"));
    ComponentLog full =
        new ComponentLog(PCR, Collections.nCopies(ComponentLog.MOST_COMPONENTS, component));
    Files.write(log, full.encoded().bytes());
    registers.set(PCR, full.replay());
  }

  @Test
  void nothing_is_wrong_while_nothing_changes() throws IOException {
    HostMeasurements measurements = measurements();
    assertThat(measurements.measure().log()).isEqualTo(logged());
    assertThat(measurements.measure().value()).isEqualTo(registers.value(PCR));
    assertThat(measurements.overflowed()).isFalse();
  }

  @Test
  void one_more_change_shows_in_the_register_and_is_a_failure_that_tells_what_to_do()
      throws IOException {
    HostMeasurements measurements = measurements();
    Octets before = registers.value(PCR);
    Files.writeString(rules, "otherwise");
    assertFull(measurements);
    assertThat(registers.value(PCR))
        .isEqualTo(PcrBank.SHA256.extend(before, Octets.of(sha256("otherwise").bytes())))
        .isNotEqualTo(ComponentLog.parse(logged(), PCR).replay());
    assertThat(measurements.overflowed()).isTrue();
  }

  @Test
  void what_is_put_back_helps_nobody_nor_does_another_process_before_the_next_boot()
      throws IOException {
    HostMeasurements measurements = measurements();
    Files.writeString(rules, "otherwise");
    assertFull(measurements);
    Files.writeString(rules, "as they were");
    assertFull(measurements);
    HostMeasurements later = measurements();
    assertFull(later);
    registers.reset();
    assertThat(ComponentLog.parse(later.measure().log(), PCR).components()).hasSize(1);
    assertThat(later.overflowed()).isFalse();
  }

  @Test
  void a_plug_in_that_is_started_again_starts_proves_nothing_and_says_so() throws IOException {
    NodeAttester node = attester();
    assertThatThrownBy(node::measure)
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("reboot");
    assertThat(node.health()).map(HealthFinding::code).contains("MEASUREMENTS_FULL");
    registers.reset();
    node.measure();
    assertThat(node.health()).isEmpty();
  }

  private static void assertFull(HostMeasurements measurements) {
    assertThatThrownBy(measurements::measure)
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED))
        .hasMessageContaining("too many changes since the boot")
        .hasMessageContaining("reboot this node");
  }

  private Octets logged() throws IOException {
    return Octets.of(Files.readAllBytes(log));
  }

  private HostMeasurements measurements() throws IOException {
    return new HostMeasurements(
        registers.tpm(), PCR, log, Map.of("rules", rules), Clock.systemUTC());
  }

  private NodeAttester attester() throws IOException {
    for (String each : List.of("qemu", "libvirtd", "driver.so", "code.fd", "vars.fd")) {
      Files.writeString(folder.resolve(each), each);
    }
    Path file =
        Files.writeString(
            folder.resolve("node.yaml"),
            """
            name: node1
            server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
            trust: {directory: certificates}
            factory: {dn: "CN=factory,O=Grid", events: "https://localhost:1/node-events"}
            folder: node
            capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
            libvirt:
              programs: {emulator: qemu, daemon: libvirtd, driver: driver.so}
              firmware: {code: code.fd, variables: vars.fd}
            tpm: {tcti: "device:/dev/tpmrm0"}
            """);
    PluginConfiguration configuration = ConfigurationFile.read(file, PluginConfiguration.class);
    return new NodeAttester(
        registers.tpm(), configuration, file, () -> new byte[0], Clock.systemUTC());
  }

  private static Sha256 sha256(String text) {
    return Sha256.of(
        HashAlgorithm.SHA256.hash(Octets.of(text.getBytes(StandardCharsets.UTF_8))).bytes());
  }
}
