package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.factory.FactoryConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.trust.proxy.RefusalReason;
import org.junit.jupiter.api.Test;

/** The administrator's guide names every refusal, every health finding and every drop-in. */
class AdministratorsGuideTest {
  private static final Document GUIDE = Document.of("docs/administrators-guide.md");
  private static final List<String> TPM =
      List.of(
          "[Service]", "PrivateDevices=no", "DevicePolicy=closed", "DeviceAllow=/dev/tpmrm0 rw");
  private static final Pattern FINDING = Pattern.compile("new HealthFinding\\(\\s*\"([A-Z_]+)\"");

  @Test
  void every_refusal_of_a_caller_is_explained() {
    assertThat(GUIDE.codes("refusals"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(RefusalReason.values()).map(Enum::name).toList());
  }

  /** A unit's own devices are none, and a TPM is one. */
  @Test
  void whoever_gives_a_service_a_tpm_is_told_to_let_its_unit_see_the_device() {
    Map<String, Class<? extends Record>> services =
        Map.of(
            "factory", FactoryConfiguration.class,
            "store", StoreConfiguration.class,
            "node", PluginConfiguration.class);
    services.forEach(
        (service, configuration) -> {
          assertThat(unit(service)).contains("PrivateDevices=yes");
          assertThat(DropIn.of(service).map(text -> text.lines().toList()))
              .as("the drop-in of " + service)
              .isEqualTo(takesTpm(configuration) ? Optional.of(TPM) : Optional.empty());
        });
  }

  private static List<String> unit(String service) {
    return Document.of("distribution/src/main/systemd/icecoat-" + service + ".service")
        .text()
        .lines()
        .toList();
  }

  private static boolean takesTpm(Class<? extends Record> configuration) {
    return Stream.of(configuration.getRecordComponents())
        .anyMatch(component -> component.getName().equals("tpm"));
  }

  @Test
  void every_health_finding_is_explained() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Document.TOP.resolve("backend-plugin/src/main/java"))) {
      sources
          .filter(Files::isRegularFile)
          .flatMap(source -> FINDING.matcher(Document.read(source)).results())
          .forEach(finding -> found.add(finding.group(1)));
    }
    assertThat(GUIDE.codes("health findings"))
        .hasSizeGreaterThan(5)
        .containsExactlyInAnyOrderElementsOf(found.stream().distinct().toList());
  }
}
