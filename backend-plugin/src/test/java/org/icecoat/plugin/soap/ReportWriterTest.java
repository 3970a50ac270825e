package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.guest.ApplicationReport;
import org.icecoat.plugin.guest.ApplicationState;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.wire.time.InstantAdapter;
import org.icecoat.wire.types.ApplicationReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  @Test
  void the_beginning_of_an_application_is_told() {
    assertThat(application(NOW).getStartedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+33715-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
  void a_beginning_that_readers_may_not_take_is_left_out_and_the_rest_is_told(String time) {
    ApplicationReportType wire = application(Instant.parse(time));
    assertThat(wire.getStartedAt()).isNull();
    assertThat(wire.getState().value()).isEqualToIgnoringCase("running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-30T23:59:59.999999999Z"})
  void the_earliest_and_the_latest_that_are_told_can_be_read(String time) throws Exception {
    InstantAdapter adapter = new InstantAdapter();
    Instant told = application(Instant.parse(time)).getStartedAt();
    assertThat(adapter.unmarshal(adapter.marshal(told))).isEqualTo(time);
  }

  private static ApplicationReportType application(Instant startedAt) {
    ApplicationReport report =
        new ApplicationReport(
            ApplicationState.RUNNING,
            Optional.of(Sha256.of(new byte[32])),
            Optional.of("run"),
            Optional.of("boot"),
            Optional.empty(),
            Optional.of(startedAt),
            Optional.empty(),
            Optional.empty());
    return ReportWriter.report(report(report)).getApplication();
  }

  private static VmReport report(ApplicationReport application) {
    return new VmReport(
        new Placement(new VmId(UUID.randomUUID()), new Epoch(1)),
        NodeVmState.RUNNING,
        NOW,
        true,
        1,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new ApplicationSummary(application, Optional.empty(), 0, 0, false));
  }
}
