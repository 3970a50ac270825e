package org.icecoat.plugin.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.libvirt.Firmware;
import org.icecoat.plugin.libvirt.GuestLimits;
import org.icecoat.plugin.libvirt.LibvirtConfiguration;
import org.icecoat.plugin.libvirt.Programs;
import org.icecoat.plugin.libvirt.SiteNetwork;
import org.icecoat.plugin.spec.AddressRange;
import org.icecoat.service.configuration.ByteCount;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginConfigurationTest {
  private static final String LEAST =
      """
      name: node1
      server: {public-address: 'https://node1:8444', certificate: cert.pem, key: key.pem}
      trust: {directory: ca}
      factory: {dn: 'CN=factory,O=Grid', events: 'https://factory:8443/node-events'}
      folder: node
      capacity: {cpus: 4, memory-mib: 2048, disk-mib: 4096}
      """;

  private static final String FULL =
      """
      name: node1
      server: {host: 10.0.0.3, port: 9444, certificate: cert.pem, key: key.pem}
      trust: {directory: ca, reload: 5m}
      factory:
        dn: 'CN=factory,O=Grid'
        others: ['CN=factory2,O=Grid']
        events: 'https://factory:8443/node-events'
      folder: node
      capacity: {cpus: 4, memory-mib: 2048, disk-mib: 4096}
      stores: ['https://store:8445/store']
      store-log-key: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      store-tpm-makers: makers
      images: {most: 8GiB, streams: 4}
      datasets: [{name: globins, description: Forty-five globins, disk: globins.img}]
      policy: site.yaml
      labels: {gpu: none}
      tpm: {tcti: 'swtpm:path=/run/tpm/socket', pcr: 14, firmware-log: fw.log, ima-log: ima.log,
        measure: {kernel: /boot/vmlinuz}}
      output-cap: 1MiB
      libvirt:
        uri: qemu:///session
        acceleration: qemu
        run-folder: /run/other
        network: {name: vms, bridge: vms0, addresses: 10.9.0.1/24, isolated: true}
        limits: {cpu-percent: 50, cpu-shares: 512, memory-overhead-mib: 256,
          disk-bytes-per-second: 1000, disk-operations-per-second: 100, block-weight: 200}
        firmware: {code: code.fd, variables: vars.fd}
        programs: {emulator: qemu, daemon: virtqemud, driver: driver.so,
          settings: qemu.conf, folders: [roms, /opt/modules]}
      """;

  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    PluginConfiguration read = read(LEAST);
    assertThat(read.server().host()).isEqualTo("0.0.0.0");
    assertThat(read.server().port()).isEqualTo(8444);
    assertThat(read.factory().others()).isEmpty();
    assertThat(read.stores()).isEmpty();
    assertThat(read.ownStoreLog()).isEmpty();
    assertThat(read.images()).isEqualTo(new ImagesConfiguration(ByteCount.parse("64GiB"), 2));
    assertThat(read.datasets()).isEmpty();
    assertThat(read.policyFile()).isEqualTo(folder.resolve("node/policy.yaml"));
    assertThat(read.labels()).isEmpty();
    assertThat(read.outputCap()).isEqualTo(ByteCount.parse("16MiB"));
    assertThat(read.libvirt().uri()).isEqualTo(URI.create("qemu:///system"));
    assertThat(read.libvirt().acceleration()).isEqualTo(LibvirtConfiguration.Acceleration.AUTO);
    assertThat(read.libvirt().runFolder()).isEqualTo(Path.of("/run/icecoat"));
    assertThat(read.libvirt().siteNetwork()).isEmpty();
    assertThat(read.libvirt().limits()).isEqualTo(new GuestLimits(100, 0, 2048, 0L, 0L, 0));
    assertThat(read.libvirt().firmware().code()).hasFileName("OVMF_CODE_4M.fd");
    assertThat(read.libvirt().programs().emulator()).hasFileName("qemu-system-x86_64");
    assertThat(read.libvirt().programs().daemon()).hasFileName("libvirtd");
    assertThat(read.libvirt().programs().driver()).hasFileName("libvirt_driver_qemu.so");
  }

  @Test
  void a_file_that_does_not_name_the_stores_log_is_warned_of_with_the_line_to_write()
      throws IOException {
    assertThat(read(LEAST).warning().orElseThrow())
        .contains("store's word.", "Write 'store-log-key: sha256:...'");
    assertThat(read(LEAST + "tpm: {tcti: 'device:/dev/tpmrm0'}\n").warning().orElseThrow())
        .contains("though nodes have to prove what they run");
    assertThat(read(FULL).warning()).isEmpty();
  }

  @Test
  void full_mapping() throws IOException {
    PluginConfiguration read = read(FULL);
    assertThat(read.name()).isEqualTo(new NodeName("node1"));
    assertThat(read.server().host()).isEqualTo("10.0.0.3");
    assertThat(read.server().port()).isEqualTo(9444);
    assertThat(read.factory().includes(Dn.parse("CN=factory2,O=Grid"))).isTrue();
    assertThat(read.factory().includes(Dn.parse("CN=factory3,O=Grid"))).isFalse();
    assertThat(read.capacity().capacity()).isEqualTo(new Capacity(4, 2048, 4096));
    assertThat(read.stores()).isEqualTo(List.of(URI.create("https://store:8445/store")));
    assertThat(read.ownStoreLog()).contains(Sha256.parse("0123456789abcdef".repeat(4)));
    assertThat(read.storeTpmMakers()).isEqualTo(folder.resolve("makers"));
    assertThat(read.images()).isEqualTo(new ImagesConfiguration(ByteCount.parse("8GiB"), 4));
    assertThat(read.datasets())
        .containsExactly(
            new Dataset(
                new DatasetName("globins"), "Forty-five globins", folder.resolve("globins.img")));
    assertThat(read.policyFile()).isEqualTo(folder.resolve("site.yaml"));
    assertThat(read.labels()).isEqualTo(Map.of("gpu", "none"));
    assertThat(read.outputCap()).isEqualTo(ByteCount.parse("1MiB"));
  }

  @Test
  void full_mapping_of_libvirt() throws IOException {
    LibvirtConfiguration read = read(FULL).libvirt();
    assertThat(read.uri()).isEqualTo(URI.create("qemu:///session"));
    assertThat(read.acceleration()).isEqualTo(LibvirtConfiguration.Acceleration.QEMU);
    assertThat(read.runFolder()).isEqualTo(Path.of("/run/other"));
    assertThat(read.siteNetwork())
        .isEqualTo(
            Optional.of(new SiteNetwork("vms", "vms0", AddressRange.parse("10.9.0.1/24"), true)));
    assertThat(read.limits()).isEqualTo(new GuestLimits(50, 512, 256, 1000L, 100L, 200));
    assertThat(read.firmware())
        .isEqualTo(new Firmware(folder.resolve("code.fd"), folder.resolve("vars.fd")));
    assertThat(read.programs())
        .isEqualTo(
            new Programs(
                folder.resolve("qemu"),
                folder.resolve("virtqemud"),
                folder.resolve("driver.so"),
                folder.resolve("qemu.conf"),
                List.of(folder.resolve("roms"), Path.of("/opt/modules"))));
  }

  @Test
  void full_mapping_of_the_tpm() throws IOException {
    TpmConfiguration read = read(FULL).ownTpm().orElseThrow();
    assertThat(read.tcti()).hasToString("swtpm:path=/run/tpm/socket");
    assertThat(read.pcr()).isEqualTo(14);
    assertThat(read.firmwareLog()).isEqualTo(folder.resolve("fw.log"));
    assertThat(read.imaLog()).isEqualTo(folder.resolve("ima.log"));
    assertThat(read.measure()).containsExactly(Map.entry("kernel", Path.of("/boot/vmlinuz")));
  }

  @Test
  void defaults_of_the_tpm() throws IOException {
    assertThat(read(LEAST).ownTpm()).isEmpty();
    TpmConfiguration read = read(LEAST + "tpm: {pcr: 12}\n").ownTpm().orElseThrow();
    assertThat(read.tcti()).hasToString("device:/dev/tpmrm0");
    assertThat(read.firmwareLog()).hasFileName("binary_bios_measurements");
    assertThat(read.measure()).isEmpty();
  }

  @Test
  void refusals_of_the_tpm() {
    assertRefused(LEAST + "store-tpm-makers: makers", "of no use without store-log-key");
    assertRefused(LEAST + "tpm: {pcr: 16}", "pcr: 8 to 15 and not 10");
    assertRefused(LEAST + "tpm: {pcr: 10}", "pcr: 8 to 15 and not 10");
    assertRefused(LEAST + "tpm: {tcti: 'device:/dev/tpm0'}", "/dev/tpmrm0");
    assertRefused(LEAST + "tpm: {tcti: mssim}", "tcti");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hypervisor",
        "firmware",
        "firmware-variables",
        "libvirt",
        "libvirt-qemu",
        "site-policy",
        "configuration",
        "jar.icecoat.jar"
      })
  void what_the_node_measures_anyway_is_not_measured_elsewhere(String name) {
    assertRefused(
        LEAST + "tpm: {measure: {" + name + ": /srv/a-good-one}}",
        "measure: '" + name + "' is the name of what the node measures anyway: take another");
  }

  @Test
  void refusals() {
    assertRefused(LEAST + "capcity: {}", "did you mean 'capacity'");
    assertRefused(LEAST.replace("name: node1\n", ""), "name is missing");
    assertRefused(LEAST.replaceAll("public-address: '[^']*', ", ""), "public-address is missing");
    assertRefused(LEAST.replace(", key: key.pem", ""), "give certificate and key");
    assertRefused(LEAST.replaceAll("dn: '[^']*', ", ""), "give dn");
    assertRefused(LEAST.replace("CN=factory,O=Grid", "the factory"), "factory.dn");
    assertRefused(LEAST.replace(", disk-mib: 4096", ""), "give cpus, memory-mib and disk-mib");
    assertRefused(LEAST.replace("cpus: 4", "cpus: 0"), "must be positive");
    assertRefused(LEAST + "images: {streams: 17}", "streams must be 1 to 16");
    assertRefused(LEAST + "datasets: [{name: a, disk: b}]", "policy is missing");
    assertRefused(LEAST + "datasets: [{name: a}]", "needs a name and the path");
  }

  @Test
  void refusals_of_libvirt() {
    String longest = "/run/" + "x".repeat(60);
    assertRefused(LEAST + "libvirt: {run-folder: " + longest + "}", "at most 60 bytes");
    assertRefused(LEAST + "libvirt: {acceleration: xen}", "libvirt.acceleration");
    assertRefused(LEAST + "libvirt: {network: {isolated: true}}", "addresses is missing");
    assertRefused(LEAST + "libvirt: {network: {addresses: 10.9.0.1/30}}", "22 to 29 bits");
    assertRefused(LEAST + "libvirt: {network: {addresses: 10.9.0.1/24, bridge: 'a b'}}", "bridge");
    assertRefused(LEAST + "libvirt: {limits: {cpu-percent: -1}}", "must not be negative");
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  private PluginConfiguration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("node.yaml"), text);
    return ConfigurationFile.read(file, PluginConfiguration.class);
  }
}
