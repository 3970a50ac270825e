package org.icecoat.wsrf.fault;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.Call;
import org.icecoat.wsrf.call.Calls;

/**
 * Fills what every fault has in common (WS-BaseFaults 1.2): timestamp, originator, code,
 * description. The originator is the resource that the current request addresses.
 */
public final class Faults {
  private final Clock clock;
  private final String dialect;
  private final Calls<?> calls;
  private final EndpointReferences references;

  /**
   * Faults of one endpoint.
   *
   * @param dialect the URI that says whose the error codes are
   */
  public Faults(Clock clock, String dialect, Calls<?> calls, EndpointReferences references) {
    this.clock = clock;
    this.dialect = dialect;
    this.calls = calls;
    this.references = references;
  }

  /** The same fault, filled; {@code description} is English and for the client. */
  public <F extends BaseFaultType> F fill(F fault, String code, String description) {
    fault.setTimestamp(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    Optional<String> resource = current().flatMap(Call::resource);
    fault.setOriginator(resource.map(references::mint).orElseGet(references::service));
    fault.setErrorCode(errorCode(code));
    fault.getDescription().add(english(description));
    return fault;
  }

  private Optional<Call<?>> current() {
    return calls.active() ? Optional.of(calls.current()) : Optional.empty();
  }

  private BaseFaultType.ErrorCode errorCode(String code) {
    BaseFaultType.ErrorCode errorCode = new BaseFaultType.ErrorCode();
    errorCode.setDialect(dialect);
    errorCode.getContent().add(code);
    return errorCode;
  }

  private static BaseFaultType.Description english(String text) {
    BaseFaultType.Description description = new BaseFaultType.Description();
    description.setLang("en");
    description.setValue(text);
    return description;
  }
}
