package org.icecoat.testbed.bench.harness;

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

class RunnerTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  @TempDir private Path top;

  @Test
  void product_and_floor_are_measured_in_turn_and_warm_ups_do_not_count() throws IOException {
    TestingBenchmark benchmark =
        new TestingBenchmark(Goal.atLeast(2), List.of(1.0, 30.0, 50.0), List.of(9.0, 10.0, 20.0));
    JsonNode row = json(run(new Pace(1, 2), benchmark)).get(0);
    assertThat(benchmark.calls)
        .containsExactly("ours", "floor", "ours", "floor", "ours", "floor", "close");
    assertThat(row.get("ours").asDouble()).isEqualTo(40.0);
    assertThat(row.get("floor").asDouble()).isEqualTo(15.0);
  }

  @Test
  void json_gives_name_unit_figures_ratio_goal_and_spread() throws IOException {
    TestingBenchmark benchmark =
        new TestingBenchmark(Goal.atLeast(0.5), List.of(40.0, 60.0), List.of(100.0, 100.0));
    JsonNode row = json(run(new Pace(0, 2), benchmark)).get(0);
    assertThat(row.get("name").asText()).isEqualTo("testing");
    assertThat(row.get("unit").asText()).isEqualTo("calls/s");
    assertThat(row.get("ratio").asDouble()).isEqualTo(0.5);
    assertThat(row.get("goal").asText()).isEqualTo("at least 0.50");
    assertThat(row.get("met").asBoolean()).isTrue();
    assertThat(row.get("rounds").asInt()).isEqualTo(2);
    assertThat(row.get("spread").get("ratio")).hasToString("[0.4,0.6]");
  }

  @Test
  void the_status_is_0_if_all_goals_are_met() {
    assertThat(run(Pace.QUICK, met(), met()).status()).isEqualTo(0);
  }

  @Test
  void the_status_is_3_if_a_goal_is_missed() {
    assertThat(run(Pace.QUICK, met(), missed()).status()).isEqualTo(3);
  }

  @Test
  void the_status_is_1_if_a_benchmark_broke_and_the_others_still_run() throws IOException {
    TestingBenchmark broken = TestingBenchmark.broken();
    Results results = run(Pace.QUICK, broken, missed(), met());
    assertThat(results.status()).isEqualTo(1);
    JsonNode rows = json(results);
    assertThat(rows.get(0).get("error").asText()).isEqualTo("It did not answer");
    assertThat(rows.get(0).get("met").asBoolean()).isFalse();
    assertThat(rows.get(2).get("met").asBoolean()).isTrue();
    assertThat(broken.calls).endsWith("close");
  }

  @Test
  void the_table_has_a_line_each() {
    Results results = run(Pace.QUICK, met(), missed(), TestingBenchmark.broken());
    printed.reset();
    results.printTable(out);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("NAME"),
            line -> assertThat(line).startsWith("testing").endsWith("yes"),
            line -> assertThat(line).startsWith("testing").endsWith("no"),
            line -> assertThat(line).startsWith("testing").endsWith("broken"));
  }

  @Test
  void the_files_of_a_benchmark_are_removed() {
    run(Pace.QUICK, met());
    assertThat(top.resolve("target/bench/testing")).doesNotExist();
  }

  private static TestingBenchmark met() {
    return new TestingBenchmark(Goal.atMost(1.1), List.of(1.0), List.of(1.0));
  }

  private static TestingBenchmark missed() {
    return new TestingBenchmark(Goal.atMost(1.1), List.of(2.0), List.of(1.0));
  }

  private Results run(Pace pace, Benchmark... benchmarks) {
    return new Runner(top, pace, out).run(List.of(benchmarks));
  }

  private JsonNode json(Results results) throws IOException {
    printed.reset();
    results.printJson(out);
    return new ObjectMapper().readTree(printed.toByteArray());
  }
}
