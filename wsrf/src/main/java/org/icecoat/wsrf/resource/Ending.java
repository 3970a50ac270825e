package org.icecoat.wsrf.resource;

import jakarta.xml.bind.JAXBElement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.wire.oasis.rl.DestroyResponse;
import org.icecoat.wire.oasis.rl.ResourceNotDestroyedFaultType;
import org.icecoat.wire.oasis.rl.SetTerminationTime;
import org.icecoat.wire.oasis.rl.SetTerminationTimeResponse;
import org.icecoat.wire.oasis.rl.TerminationTimeChangeRejectedFaultType;
import org.icecoat.wire.oasis.rl.UnableToSetTerminationTimeFaultType;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rlw.UnableToSetTerminationTimeFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;

/** WS-ResourceLifetime 1.2, sections 4 and 5: an end now, and an end at a time. */
final class Ending<C, R> {
  private final ResourceKind<C, R> kind;
  private final CurrentResource<C, R> current;
  private final Calls<C> calls;
  private final WsrfFaults faults;
  private final Clock clock;

  Ending(
      ResourceKind<C, R> kind,
      CurrentResource<C, R> current,
      Calls<C> calls,
      WsrfFaults faults,
      Clock clock) {
    this.kind = kind;
    this.current = current;
    this.calls = calls;
    this.faults = faults;
    this.clock = clock;
  }

  DestroyResponse destroy()
      throws ResourceUnknownFault, ResourceUnavailableFault, ResourceNotDestroyedFault {
    R resource = current.get();
    try {
      kind.lifetime().orElseThrow(Ending::lasting).destroy(calls.caller(), resource);
      return new DestroyResponse();
    } catch (WsrfException e) {
      if (e.code() != WsrfCause.NOT_DESTROYED) {
        throw faults.onAccess(e);
      }
      throw new ResourceNotDestroyedFault(
          e.getMessage(), faults.fill(new ResourceNotDestroyedFaultType(), e), e);
    }
  }

  SetTerminationTimeResponse at(SetTerminationTime request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnableToSetTerminationTimeFault,
          TerminationTimeChangeRejectedFault {
    R resource = current.get();
    try {
      return response(lifetime().setTerminationTime(calls.caller(), resource, wish(request)));
    } catch (WsrfException e) {
      throw refused(e);
    }
  }

  private Lifetime<C, R> lifetime() {
    return kind.lifetime()
        .orElseThrow(
            () ->
                new WsrfException(
                    WsrfCause.TERMINATION_TIME_NOT_SETTABLE, "This resource has no set end"));
  }

  /** Nil means that the resource does not end by itself (section 5.2). */
  private Optional<Instant> wish(SetTerminationTime request) {
    if (request.getRequestedLifetimeDuration() != null) {
      return Optional.of(later(request));
    }
    JAXBElement<Instant> time = request.getRequestedTerminationTime();
    if (time == null) {
      throw new WsrfException(
          WsrfCause.TERMINATION_TIME_REJECTED,
          "A RequestedTerminationTime or a RequestedLifetimeDuration was expected");
    }
    return time.isNil() ? Optional.empty() : Optional.of(time.getValue());
  }

  private Instant later(SetTerminationTime request) {
    try {
      return clock.instant().plus(request.getRequestedLifetimeDuration());
    } catch (DateTimeException | ArithmeticException e) {
      throw new WsrfException(
          WsrfCause.TERMINATION_TIME_REJECTED, "The end would be beyond all calendars", e);
    }
  }

  private SetTerminationTimeResponse response(Optional<Instant> end) {
    SetTerminationTimeResponse response = new SetTerminationTimeResponse();
    end.ifPresent(response::setNewTerminationTime);
    response.setCurrentTime(clock.instant());
    return response;
  }

  private TerminationTimeChangeRejectedFault refused(WsrfException reason)
      throws ResourceUnknownFault, ResourceUnavailableFault, UnableToSetTerminationTimeFault {
    if (reason.code() == WsrfCause.TERMINATION_TIME_NOT_SETTABLE) {
      throw new UnableToSetTerminationTimeFault(
          reason.getMessage(),
          faults.fill(new UnableToSetTerminationTimeFaultType(), reason),
          reason);
    }
    if (reason.code() != WsrfCause.TERMINATION_TIME_REJECTED) {
      throw faults.onAccess(reason);
    }
    return new TerminationTimeChangeRejectedFault(
        reason.getMessage(),
        faults.fill(new TerminationTimeChangeRejectedFaultType(), reason),
        reason);
  }

  private static WsrfException lasting() {
    return new WsrfException(WsrfCause.NOT_DESTROYED, "This resource is not destroyed by clients");
  }
}
