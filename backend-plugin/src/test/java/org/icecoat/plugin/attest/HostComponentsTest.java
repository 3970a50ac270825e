package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.configuration.TpmConfiguration;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that runs VMs goes unmeasured, and no jar of the class path, whatever it is called. */
class HostComponentsTest {
  private static final String LONG =
      "a-library-whose-name-goes-on-and-on-without-coming-to-its-end-";

  private static final Pattern NAMES = Pattern.compile("`([^`]+)`");
  private static final Path NODE = Path.of("/etc/icecoat/node.yaml");

  @TempDir Path folder;

  @Test
  void each_jar_has_its_own_name() throws IOException {
    assertThat(named("jna-5.19.1.jar", "icecoat-trust-1.jar").keySet())
        .containsExactly("jar.icecoat-trust-1.jar", "jar.jna-5.19.1.jar");
  }

  @Test
  void of_two_long_names_that_begin_alike_none_hides_the_other() throws IOException {
    Map<String, Path> named = named(LONG + "one.jar", LONG + "two.jar");
    assertThat(named.values())
        .containsExactlyInAnyOrder(jar(LONG + "one.jar"), jar(LONG + "two.jar"));
    assertThat(named.keySet())
        .allSatisfy(
            name -> assertThat(name).hasSize(64).matches("jar\\.a-library-[a-z-]*-[0-9a-f]{12}"));
    assertThat(named(LONG + "two.jar").keySet()).isSubsetOf(named.keySet());
  }

  @Test
  void names_that_differ_only_in_what_a_policy_cannot_write_are_told_apart() throws IOException {
    assertThat(named("A_b.jar", "a-b.jar", "a_b.jar", "other/a-b.jar").values())
        .containsExactlyInAnyOrder(
            jar("A_b.jar"), jar("a-b.jar"), jar("a_b.jar"), jar("other/a-b.jar"));
  }

  @Test
  void folders_and_what_is_not_there_are_no_jars() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    HostComponents.jars(folder + File.pathSeparator + folder.resolve("gone.jar"), files);
    assertThat(files).isEmpty();
  }

  @Test
  void every_name_of_its_own_is_refused_for_another_file() throws IOException {
    assertThat(HostComponents.of(configuration(""), NODE).keySet())
        .contains("hypervisor", "libvirt", "site-policy", "configuration")
        .allSatisfy(
            name ->
                assertThatThrownBy(
                        () ->
                            new TpmConfiguration(
                                null, null, null, null, Map.of(name, folder.resolve("good"))))
                    .hasMessageContaining("'" + name + "' is the name of what the node measures"));
  }

  @Test
  void what_is_added_has_a_name_of_its_own() throws IOException {
    PluginConfiguration configuration = configuration("tpm: {measure: {kernel: vmlinuz}}\n");
    assertThat(HostComponents.of(configuration, NODE))
        .containsEntry("kernel", folder.resolve("vmlinuz"))
        .containsEntry("configuration", NODE);
  }

  @Test
  void what_qemu_loads_how_it_is_confined_and_java_are_among_it() throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    assertThat(HostComponents.of(configuration(""), NODE))
        .containsEntry("libvirt.qemu-conf", Path.of("/etc/libvirt/qemu.conf"))
        .containsEntry("folder-usr-share-qemu", Path.of("/usr/share/qemu"))
        .containsEntry("folder-usr-share-seabios", Path.of("/usr/share/seabios"))
        .containsEntry("java", java.resolve("lib/server/libjvm.so"))
        .containsEntry("java-classes", java.resolve("lib/modules"));
  }

  /** No more and no less: guests' kernels, by a decision that stands there, are not among it. */
  @Test
  void what_is_measured_is_what_the_table_of_the_document_says() throws IOException {
    String document = Files.readString(Path.of("../docs/attestation.md"));
    String table =
        document.substring(document.indexOf("<!-- components:"), document.indexOf("<!-- end -->"));
    Set<String> told =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> NAMES.matcher(line.split("\\|", -1)[1]).results())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> measured =
        HostComponents.of(configuration(""), NODE).keySet().stream()
            .map(name -> name.replaceFirst("^(jar\\.|folder-).*", "$1…"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).isEqualTo(measured);
    assertThat(document).contains("### Why no guest's kernel is among it");
  }

  @ParameterizedTest
  @CsvSource({
    "qemu, its hypervisor, libvirt.programs.emulator",
    "code.fd, its firmware, libvirt.firmware.code",
    "vars.fd, its firmware-variables, libvirt.firmware.variables",
    "libvirtd, its libvirt, libvirt.programs.daemon",
    "driver.so, its libvirt-qemu, libvirt.programs.driver"
  })
  void a_node_that_lacks_what_runs_its_vms_does_not_start(String lacking, String what, String key)
      throws IOException {
    PluginConfiguration configuration = configuration("");
    Files.delete(folder.resolve(lacking));
    assertThatThrownBy(() -> HostComponents.of(configuration, NODE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(what, folder.resolve(lacking).toString(), key);
  }

  private PluginConfiguration configuration(String more) throws IOException {
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
            factory: {dn: "CN=factory", events: "https://localhost:1/node-events"}
            folder: node
            capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
            libvirt:
              programs: {emulator: qemu, daemon: libvirtd, driver: driver.so}
              firmware: {code: code.fd, variables: vars.fd}
            """
                + more);
    return ConfigurationFile.read(file, PluginConfiguration.class);
  }

  private Map<String, Path> named(String... jars) throws IOException {
    for (String each : jars) {
      Files.createDirectories(jar(each).getParent());
      Files.writeString(jar(each), each);
    }
    Map<String, Path> files = new TreeMap<>();
    List<String> twice = Stream.concat(Stream.of(jars), Stream.of(jars)).toList();
    HostComponents.jars(
        twice.stream()
            .map(each -> jar(each).toString())
            .collect(Collectors.joining(File.pathSeparator)),
        files);
    return files;
  }

  private Path jar(String name) {
    return folder.resolve(name);
  }
}
