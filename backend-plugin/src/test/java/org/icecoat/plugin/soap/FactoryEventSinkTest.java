package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.event.EventsRefusedException;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.plugin.NodeEvents;
import org.junit.jupiter.api.Test;

class FactoryEventSinkTest {
  private static void send(NodeEvents factory) throws IOException {
    var unused = new FactoryEventSink(new NodeName("node1"), () -> factory).send(List.of());
  }

  @Test
  void what_breaks_the_schema_is_told_from_what_may_be_taken_later() {
    assertThatThrownBy(
            () ->
                send(
                    request -> {
                      throw new InvalidRequestFault("Event/Report", new InvalidRequestFaultType());
                    }))
        .isInstanceOf(EventsRefusedException.class)
        .hasMessageContaining("Event/Report");
    assertThatThrownBy(
            () ->
                send(
                    request -> {
                      throw new UnavailableFault("Not now", new UnavailableFaultType());
                    }))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(EventsRefusedException.class);
  }
}
