package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.node.NodeSelf;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.simulated.SimulatedVmm;
import org.icecoat.plugin.simulated.SimulationScript;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.service.testing.GoldenMessage;
import org.icecoat.wire.plugin.DescribeResponse;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.icecoat.wire.types.VmmType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site has configured and what is wrong is what the factory is told. */
class DescriptionWriterTest {
  private static final String FILE =
      """
      name: node1
      server: {host: localhost, certificate: hostcert.pem, key: hostkey.pem}
      trust: {directory: certificates}
      factory: {dn: "CN=factory,O=Grid", events: "https://localhost:1/node-events"}
      folder: node
      capacity: {cpus: 4, memory-mib: 2048, disk-mib: 1024}
      datasets: [{name: globins, description: Some words, disk: globins.img}]
      policy: policy.yaml
      labels: {site: north}
      """;

  @TempDir Path folder;
  private final SimulationScript script = new SimulationScript();
  private Optional<HealthFinding> measuring = Optional.empty();
  private PluginConfiguration configuration;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), "rules: []");
    Path file = Files.writeString(folder.resolve("node.yaml"), FILE);
    configuration = ConfigurationFile.read(file, PluginConfiguration.class);
  }

  @Test
  void nothing_of_a_node_is_lost() throws IOException {
    Files.createDirectories(configuration.folder());
    NodeDescriptionType golden = GoldenMessage.read("plugin", DescribeResponse.class).getNode();
    assertThat(node())
        .usingRecursiveComparison()
        .ignoringFields("pluginVersion", "vmm", "health")
        .isEqualTo(golden);
    assertThat(node().getHealth())
        .usingRecursiveFieldByFieldElementComparator()
        .containsAll(golden.getHealth());
  }

  @Test
  void the_monitor_is_told_as_it_is() {
    assertThat(node().getVmm())
        .extracting(VmmType::getName, VmmType::getVersion)
        .containsExactly(tuple("simulated", "1"));
  }

  @Test
  void what_is_wrong_with_the_monitor_datasets_folder_and_measurements_is_told_together() {
    script.unreachable(true);
    measuring = Optional.of(new HealthFinding("MEASUREMENTS_FULL", "Too many changes"));
    assertThat(node().getHealth())
        .extracting(HealthFindingType::getCode)
        .containsExactly(
            "VMM_UNREACHABLE", "DATASET_UNREADABLE", "FOLDER_UNREADABLE", "MEASUREMENTS_FULL");
  }

  private NodeDescriptionType node() {
    SiteDatasets datasets = new SiteDatasets(configuration.datasets(), configuration.policyFile());
    SimulatedVmm vmm = new SimulatedVmm(script, SimulatedApplication.endingAtOnce());
    return DescriptionWriter.node(new NodeSelf(configuration, vmm, datasets, () -> measuring));
  }
}
