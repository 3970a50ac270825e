package org.icecoat.wsrf.property;

import jakarta.xml.bind.JAXBElement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rl.CurrentTime;
import org.icecoat.wire.oasis.rl.TerminationTime;

/**
 * The two properties of WS-ResourceLifetime 1.2, section 5.1. A resource without an end has a nil
 * termination time; the time is set with SetTerminationTime only.
 */
public record LifetimeProperties<C, R>(Clock clock, Function<R, Optional<Instant>> end) {
  private static final String NAMESPACE = "http://docs.oasis-open.org/wsrf/rl-2";

  Property<C, R, CurrentTime> currentTime() {
    return new Property<>(
        new QName(NAMESPACE, "CurrentTime"),
        CurrentTime.class,
        Cardinality.ONE,
        (caller, resource) -> List.of(now()),
        Optional.empty());
  }

  Property<C, R, Object> terminationTime() {
    QName name = new QName(NAMESPACE, "TerminationTime");
    return new Property<>(
        name,
        Object.class,
        Cardinality.ONE,
        (caller, resource) -> List.of(time(name, end.apply(resource))),
        Optional.empty());
  }

  private CurrentTime now() {
    CurrentTime time = new CurrentTime();
    time.setValue(clock.instant());
    return time;
  }

  private static JAXBElement<TerminationTime> time(QName name, Optional<Instant> end) {
    TerminationTime time = new TerminationTime();
    end.ifPresent(time::setValue);
    JAXBElement<TerminationTime> element =
        new JAXBElement<>(name, TerminationTime.class, end.isPresent() ? time : null);
    element.setNil(end.isEmpty());
    return element;
  }
}
