package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.bind.JAXBElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rl.CurrentTime;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rl.ObjectFactory;
import org.icecoat.wire.oasis.rl.SetTerminationTime;
import org.icecoat.wire.oasis.rl.SetTerminationTimeResponse;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rlw.UnableToSetTerminationTimeFault;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.junit.jupiter.api.Test;

class EndingOverSoapTest extends LampServerFixture {
  private static final String RL = "http://docs.oasis-open.org/wsrf/rl-2";

  private static Optional<Instant> end(String id) {
    return server.lamps().peek(id).orElseThrow().end();
  }

  private static SetTerminationTime at(Instant time) {
    SetTerminationTime request = new SetTerminationTime();
    JAXBElement<Instant> element =
        new ObjectFactory().createSetTerminationTimeRequestedTerminationTime(time);
    element.setNil(time == null);
    request.setRequestedTerminationTime(element);
    return request;
  }

  private static SetTerminationTime in(Duration duration) {
    SetTerminationTime request = new SetTerminationTime();
    request.setRequestedLifetimeDuration(duration);
    return request;
  }

  @Test
  void a_destroyed_lamp_is_unknown() throws Exception {
    server.lamps().add("d", ALICE, "desk");
    assertThat(lamp("d").destroy(new Destroy())).isNotNull();
    assertThatThrownBy(() -> lamp("d").destroy(new Destroy()))
        .isInstanceOf(ResourceUnknownFault.class);
  }

  @Test
  void an_end_is_set_absolute_relative_and_never() throws Exception {
    server.lamps().add("t", ALICE, "desk");
    Instant time = Instant.parse("2026-12-24T18:00:00Z");
    SetTerminationTimeResponse response = lamp("t").setTerminationTime(at(time));
    assertThat(response.getNewTerminationTime()).isEqualTo(time);
    assertThat(response.getCurrentTime()).isNotNull();
    assertThat(end("t")).contains(time);
    lamp("t").setTerminationTime(in(Duration.ofHours(2)));
    assertThat(end("t").orElseThrow()).isBetween(Instant.now(), Instant.now().plusSeconds(7200));
    assertThat(lamp("t").setTerminationTime(at(null)).getNewTerminationTime()).isNull();
    assertThat(end("t")).isEmpty();
  }

  @Test
  void the_end_is_a_property_and_nil_means_never() throws Exception {
    server.lamps().add("p", ALICE, "desk");
    GetMultipleResourceProperties request = new GetMultipleResourceProperties();
    request.getResourceProperty().add(new QName(RL, "TerminationTime"));
    request.getResourceProperty().add(new QName(RL, "CurrentTime"));
    List<Object> values = lamp("p").getMultipleResourceProperties(request).getAny();
    assertThat(((JAXBElement<?>) values.get(0)).isNil()).isTrue();
    assertThat(((CurrentTime) values.get(1)).getValue()).isNotNull();
  }

  @Test
  void ends_that_are_not_granted_are_faults() {
    server.lamps().add("r", ALICE, "desk");
    assertThatThrownBy(() -> lamp("r").setTerminationTime(in(Duration.ofDays(1000))))
        .isInstanceOf(TerminationTimeChangeRejectedFault.class)
        .hasMessageContaining("365 days");
    server.lamps().add("e", ALICE, "eternal");
    assertThatThrownBy(() -> lamp("e").setTerminationTime(at(null)))
        .isInstanceOf(UnableToSetTerminationTimeFault.class);
    assertThatThrownBy(() -> lamp("e").destroy(new Destroy()))
        .isInstanceOf(ResourceNotDestroyedFault.class)
        .hasMessageContaining("cannot be broken");
  }

  @Test
  void a_lamp_that_cannot_be_reached_is_unavailable() {
    server.lamps().add("u", ALICE, "unavailable");
    assertThatThrownBy(() -> lamp("u").destroy(new Destroy()))
        .isInstanceOf(ResourceUnavailableFault.class)
        .hasMessageContaining("locked");
  }
}
