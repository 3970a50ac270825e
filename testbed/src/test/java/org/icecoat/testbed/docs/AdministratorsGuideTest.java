package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.trust.proxy.RefusalReason;
import org.junit.jupiter.api.Test;

/** The administrator's guide names every refusal and every health finding that there is. */
class AdministratorsGuideTest {
  private static final Document GUIDE = Document.of("docs/administrators-guide.md");
  private static final Pattern FINDING = Pattern.compile("new HealthFinding\\(\\s*\"([A-Z_]+)\"");

  @Test
  void every_refusal_of_a_caller_is_explained() {
    assertThat(GUIDE.codes("refusals"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(RefusalReason.values()).map(Enum::name).toList());
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
