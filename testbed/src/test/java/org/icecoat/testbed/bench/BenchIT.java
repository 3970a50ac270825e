package org.icecoat.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.trust.MakingAttestedGrid;
import org.junit.jupiter.api.Test;

@MakingAttestedGrid
class BenchIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void every_benchmark_measures_both_sides_and_leaves_no_file() throws IOException {
    int status = bench("--quick", "--json");
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isIn(0, 3);
    JsonNode rows = new ObjectMapper().readTree(out.toByteArray());
    assertThat(rows.findValuesAsText("name"))
        .containsExactly(
            "image-verify",
            "property-read",
            "image-fetch",
            "deploy-domain",
            "deploy",
            "appraise",
            "attest",
            "attest-chip",
            "deploy-trusted");
    for (JsonNode row : rows) {
      assertThat(row.get("ours").asDouble()).as("%s", row).isPositive();
      assertThat(row.get("floor").asDouble()).as("%s", row).isPositive();
      assertThat(row.get("ratio").asDouble()).as("%s", row).isPositive();
      assertThat(TOP.resolve("target/bench").resolve(row.get("name").asText())).doesNotExist();
    }
    assertThat(TOP.resolve("target/bench")).isDirectoryNotContaining("glob:**grid");
  }

  @Test
  void a_benchmark_that_does_not_exist_is_refused_with_those_that_do() {
    assertThat(bench("image-verfy")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("image-verfy")
        .contains("image-verify");
    assertThat(out.size()).isZero();
  }

  private int bench(String... args) {
    return Bench.run(
        TOP,
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
