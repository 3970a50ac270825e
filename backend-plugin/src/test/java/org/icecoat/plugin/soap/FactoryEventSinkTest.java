package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.event.EventsRefusedException;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.ReportEventsResponse;
import org.junit.jupiter.api.Test;

class FactoryEventSinkTest {
  private static long send(NodeEvents factory) throws IOException {
    return new FactoryEventSink(new NodeName("node1"), () -> factory).send(List.of());
  }

  @Test
  void how_far_the_factory_has_taken_them_is_told() throws IOException {
    ReportEventsResponse taken = new ReportEventsResponse();
    taken.setTaken(7);
    assertThat(send(request -> taken)).isEqualTo(7);
  }

  @Test
  void what_breaks_the_schema_can_never_be_taken() {
    assertThatThrownBy(
            () ->
                send(
                    request -> {
                      throw new InvalidRequestFault("Event/Report", new InvalidRequestFaultType());
                    }))
        .isInstanceOf(EventsRefusedException.class)
        .hasMessageContaining("Event/Report");
  }

  @Test
  void whatever_else_is_refused_may_be_taken_later() {
    waits(
        request -> {
          throw new UnavailableFault("Not now", new UnavailableFaultType());
        });
    waits(
        request -> {
          throw new NotAuthorizedFault("Not proven yet", new NotAuthorizedFaultType());
        });
  }

  private static void waits(NodeEvents factory) {
    assertThatThrownBy(() -> send(factory))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(EventsRefusedException.class);
  }
}
