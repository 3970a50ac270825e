package org.icecoat.wsrf.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.Call;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.property.PropertySet;
import org.icecoat.wsrf.sample.TestingLampServer;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final URI BASE = URI.create("https://localhost");
  private final AtomicInteger readings = new AtomicInteger();
  private final Calls<String> calls = new Calls<>(chain -> "somebody");
  private final ResourceOperations<String, String> lamp = lamp();

  private ResourceOperations<String, String> lamp() {
    PropertySet<String, String> properties =
        PropertySet.<String, String>of(name("LampProperties"))
            .one("Name", String.class, (who, lamp) -> lamp)
            .many("Colour", String.class, (who, lamp) -> colours())
            .build();
    EndpointReferences references = ServiceEndpoint.references(BASE, "/lamp");
    Faults faults = new Faults(Clock.systemUTC(), TestingLampServer.NS, calls, references);
    ResourceKind<String, String> kind =
        new ResourceKind<>(
            TestingLampServer.CONTRACT.jaxb(), (who, id) -> Optional.of(id), properties);
    return new ResourceOperations<>(kind, calls, faults, Clock.systemUTC());
  }

  /** What is dear to read. */
  private List<String> colours() {
    readings.incrementAndGet();
    return List.of("red", "green");
  }

  private static QName name(String local) {
    return new QName(TestingLampServer.NS, local);
  }

  private List<Object> values(List<QName> names) throws Exception {
    GetMultipleResourceProperties request = new GetMultipleResourceProperties();
    request.getResourceProperty().addAll(names);
    Call<String> call = new Call<>("somebody", Optional.of("desk"), BASE);
    return calls.during(call, () -> lamp.getMultipleResourceProperties(request).getAny()).stream()
        .map(element -> (Object) ((JAXBElement<?>) element).getValue())
        .toList();
  }

  @Test
  void several_properties_are_answered_in_the_order_in_which_they_are_named() throws Exception {
    assertThat(values(List.of(name("Colour"), name("Name"))))
        .isEqualTo(List.of("red", "green", "desk"));
    assertThat(values(List.of(name("Name"), name("Colour"))))
        .isEqualTo(List.of("desk", "red", "green"));
  }

  @Test
  void a_property_that_is_named_a_thousand_times_is_read_and_answered_once() throws Exception {
    assertThat(values(Collections.nCopies(1000, name("Colour"))))
        .isEqualTo(List.of("red", "green"));
    assertThat(readings).hasValue(1);
  }

  @Test
  void nothing_is_read_for_a_request_that_names_what_is_no_property() {
    assertThatThrownBy(() -> values(List.of(name("Colour"), name("Taste"))))
        .isInstanceOf(InvalidResourcePropertyQNameFault.class)
        .hasMessageContaining("Taste");
    assertThat(readings).hasValue(0);
  }
}
