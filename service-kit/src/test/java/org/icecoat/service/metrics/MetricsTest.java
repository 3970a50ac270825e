package org.icecoat.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.wsrf.server.CallObserver.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private Metrics metrics;

  @BeforeEach
  void open() throws IOException {
    metrics = Metrics.open(Optional.of(ListenAddress.parse("127.0.0.1:0")));
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI page = URI.create(metrics.address().orElseThrow()).resolve(path);
    return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String scrape() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    return answer.body();
  }

  @Test
  void calls_are_counted_and_timed_by_path_operation_and_outcome() throws Exception {
    metrics.calls().called("/vm", "Destroy", Outcome.ANSWERED, Duration.ofMillis(250));
    metrics.calls().called("/vm", "Destroy", Outcome.ANSWERED, Duration.ofMillis(500));
    metrics.calls().called("/vm", "Destroy", Outcome.FAULT, Duration.ofMillis(1));
    String labels = "{operation=\"Destroy\",outcome=\"%s\",path=\"/vm\"}";
    assertThat(scrape())
        .contains("icecoat_calls_seconds_count" + labels.formatted("answered") + " 2")
        .contains("icecoat_calls_seconds_sum" + labels.formatted("answered") + " 0.75")
        .contains("icecoat_calls_seconds_count" + labels.formatted("fault") + " 1");
  }

  @Test
  void the_process_and_its_database_are_watched(@TempDir Path folder) throws Exception {
    DatabaseConfiguration file = DatabaseConfiguration.inFile(folder.resolve("db"));
    try (Database database = Database.open(file, "db/testing")) {
      metrics.connections(database);
      assertThat(scrape())
          .contains("jvm_memory_used_bytes", "jvm_gc", "process_uptime_seconds", "process_cpu")
          .contains("hikaricp_connections_active{pool=\"icecoat\"}");
    }
  }

  @Test
  void kinds_are_counted_at_most_once_a_second_and_those_that_are_missing_are_none()
      throws Exception {
    AtomicInteger asked = new AtomicInteger();
    metrics.counts(
        "icecoat.things",
        "Things",
        "colour",
        Colour.class,
        () -> {
          asked.incrementAndGet();
          return Map.of(Colour.DARK_BLUE, 3L);
        });
    assertThat(scrape())
        .contains("icecoat_things{colour=\"dark-blue\"} 3")
        .contains("icecoat_things{colour=\"red\"} 0");
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_figure_that_cannot_be_had_does_not_hide_the_others() throws Exception {
    metrics.gauge(
        "icecoat.broken",
        "Fails",
        () -> {
          throw new IllegalStateException("The monitor is gone");
        });
    metrics.gauge("icecoat.well", "Works", () -> 7);
    assertThat(scrape()).contains("icecoat_broken NaN").contains("icecoat_well 7.0");
  }

  @Test
  void nothing_else_is_served() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/../etc").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(metrics.address().orElseThrow()))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void without_an_address_nothing_listens() throws IOException {
    try (Metrics quiet = Metrics.open(Optional.empty())) {
      assertThat(quiet.address()).isEmpty();
    }
  }

  @Test
  void a_port_that_is_taken_is_named_with_its_key() {
    String taken = URI.create(metrics.address().orElseThrow()).getAuthority();
    assertThatThrownBy(() -> Metrics.open(Optional.of(ListenAddress.parse(taken))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(taken)
        .hasMessageContaining("server.metrics");
  }

  @Test
  void an_address_is_host_and_port() {
    assertThat(ListenAddress.parse("[::1]:9464").socket().getPort()).isEqualTo(9464);
    for (String wrong : new String[] {"9464", "localhost", "localhost:99999", "a b:1", ":1"}) {
      assertThatThrownBy(() -> ListenAddress.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
