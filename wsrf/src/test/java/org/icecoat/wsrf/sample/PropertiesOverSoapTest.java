package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.xml.bind.JAXBElement;
import java.util.List;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.sample.wire.Create;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.junit.jupiter.api.Test;

class PropertiesOverSoapTest extends LampServerFixture {
  private static QName name(String local) {
    return new QName(TestingLampServer.NS, local);
  }

  @Test
  void a_property_is_read_by_reference_and_by_url() throws Exception {
    Create request = new Create();
    request.setName("desk");
    Lamp factory = ports.port(TestingLampServer.CONTRACT, server.lamp());
    Lamp lamp = ports.port(TestingLampServer.CONTRACT, factory.create(request).getReference());
    assertThat(values(lamp.getResourceProperty(name("Name")).getAny())).containsExactly("desk");
    server.lamps().add("l1", ALICE, "shelf");
    assertThat(values(lamp("l1").getResourceProperty(name("Name")).getAny()))
        .containsExactly("shelf");
  }

  @Test
  void a_stranger_gets_the_same_fault_as_for_no_lamp() throws Exception {
    server.lamps().add("hers", ALICE, "hers");
    Lamp notHis =
        bobsPorts.port(TestingLampServer.CONTRACT, java.net.URI.create(server.lamp() + "/hers"));
    ResourceUnknownFault fault =
        catchThrowableOfType(
            ResourceUnknownFault.class, () -> notHis.getResourceProperty(name("Name")));
    assertThat(fault.getFaultInfo().getErrorCode().getContent())
        .isEqualTo(List.of("RESOURCE_UNKNOWN"));
    assertThat(fault.getFaultInfo().getOriginator().getAddress().getValue())
        .isEqualTo(server.lamp().toString());
  }

  @Test
  void an_unknown_property_is_a_fault_that_names_it() {
    server.lamps().add("l2", ALICE, "shelf");
    InvalidResourcePropertyQNameFault fault =
        catchThrowableOfType(
            InvalidResourcePropertyQNameFault.class,
            () -> lamp("l2").getResourceProperty(name("Taste")));
    assertThat(fault.getFaultInfo().getDescription().get(0).getValue()).contains("Taste");
  }

  private static List<Object> values(List<Object> elements) {
    return elements.stream()
        .map(element -> (Object) ((JAXBElement<?>) element).getValue())
        .toList();
  }
}
