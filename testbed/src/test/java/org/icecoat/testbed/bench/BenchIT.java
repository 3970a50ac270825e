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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path top;

  @Test
  void a_quick_image_verify_measures_both_sides_and_leaves_no_file() throws IOException {
    int status = bench("image-verify", "--quick", "--json");
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isIn(0, 3);
    JsonNode row = new ObjectMapper().readTree(out.toByteArray()).get(0);
    assertThat(row.get("name").asText()).isEqualTo("image-verify");
    assertThat(row.get("ours").asDouble()).isPositive();
    assertThat(row.get("floor").asDouble()).isPositive();
    assertThat(top.resolve("target/bench/image-verify")).doesNotExist();
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
        top,
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
