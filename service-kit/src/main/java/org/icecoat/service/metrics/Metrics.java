package org.icecoat.service.metrics;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.service.database.Database;
import org.icecoat.wsrf.server.CallObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service counts and times, served at {@code /metrics} if it is configured to. For any
 * number of threads.
 */
public final class Metrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Optional<MetricsPage> page;

  private Metrics(Optional<ListenAddress> address) throws IOException {
    watch("garbage collection", () -> collections);
    watch("memory", JvmMemoryMetrics::new);
    watch("threads", JvmThreadMetrics::new);
    watch("processors", ProcessorMetrics::new);
    watch("open files", FileDescriptorMetrics::new);
    watch("uptime", UptimeMetrics::new);
    this.page =
        address.isPresent()
            ? Optional.of(MetricsPage.serve(address.get(), registry::scrape))
            : Optional.empty();
  }

  /**
   * Figures of this process; further ones are added.
   *
   * @param address where they are served; empty: nowhere
   * @throws IOException if the port is taken
   */
  public static Metrics open(Optional<ListenAddress> address) throws IOException {
    return new Metrics(address);
  }

  /** Where the JDK cannot find its way through the control groups there is a figure less. */
  private void watch(String what, Supplier<MeterBinder> binder) {
    try {
      binder.get().bindTo(registry);
    } catch (NullPointerException e) { // JDK 17, of a mount of control groups that is not visible
      LOG.warn("There are no figures of {}: this machine hides them from the JDK", what);
    }
  }

  /** Times SOAP calls: {@code icecoat_calls_seconds}, by path, operation and outcome. */
  public CallObserver calls() {
    return (path, operation, outcome, took) ->
        Timer.builder("icecoat.calls")
            .description("SOAP calls that were served")
            .tag("path", path)
            .tag("operation", operation)
            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
            .register(registry)
            .record(took);
  }

  /** The pool's connections: {@code hikaricp_…}. */
  public void connections(Database database) {
    database.track(new MicrometerMetricsTrackerFactory(registry));
  }

  /** A figure that goes up and down, asked for at each look. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /**
   * How many there are of each kind, asked for at most once a second.
   *
   * @param label what tells kinds apart, such as {@code state}
   * @param counts by kind; those that are missing count as none
   */
  public <K extends Enum<K>> void counts(
      String name,
      String description,
      String label,
      Class<K> kinds,
      Supplier<Map<K, Long>> counts) {
    Supplier<Map<K, Long>> asked = new Remembered<>(counts, Duration.ofSeconds(1));
    for (K kind : kinds.getEnumConstants()) {
      Gauge.builder(name, () -> asked.get().getOrDefault(kind, 0L))
          .description(description)
          .tag(label, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .register(registry);
    }
  }

  /** Where the figures are served, such as {@code http://127.0.0.1:9464/metrics}. */
  public Optional<String> address() {
    return page.map(MetricsPage::address);
  }

  @Override
  public void close() {
    page.ifPresent(MetricsPage::close);
    collections.close();
    registry.close();
  }
}
