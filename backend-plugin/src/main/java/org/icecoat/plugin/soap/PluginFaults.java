package org.icecoat.plugin.soap;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.SiteReason;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.faults.SiteRefusedFaultType;
import org.icecoat.wire.faults.StaleEpochFault;
import org.icecoat.wire.faults.StaleEpochFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.types.ReasonType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.icecoat.wsrf.server.FaultTranslator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a declared fault of each cause of failure. */
final class PluginFaults implements FaultTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(PluginFaults.class);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Faults faults;

  PluginFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Optional<Exception> translate(RuntimeException failure) {
    if (failure instanceof InvalidMessageException message) {
      return Optional.of(invalid(message));
    }
    return failure instanceof PluginException known ? Optional.of(fault(known)) : Optional.empty();
  }

  private InvalidRequestFault invalid(InvalidMessageException e) {
    InvalidRequestFaultType fault =
        faults.fill(
            new InvalidRequestFaultType(), PluginFault.INVALID_REQUEST.name(), e.getMessage());
    fault.setField(e.field());
    return new InvalidRequestFault(e.getMessage(), fault, e);
  }

  private Exception fault(PluginException e) {
    return switch (e.fault()) {
      case INVALID_REQUEST, DIGEST_MISMATCH ->
          new InvalidRequestFault(e.getMessage(), filled(new InvalidRequestFaultType(), e), e);
      case NOT_AUTHORIZED ->
          new NotAuthorizedFault(e.getMessage(), filled(new NotAuthorizedFaultType(), e), e);
      case VM_NOT_FOUND -> notFound("VM", e);
      case NO_TPM -> notFound("TPM", e);
      case STALE_EPOCH -> stale(e);
      case WRONG_STATE -> wrongState(e);
      case SITE_REFUSED -> refused(e);
      case NO_CAPACITY,
          STORE_UNREACHABLE,
          STORE_INCONSISTENT,
          IMAGE_ALTERED,
          IMAGE_UNPROVED,
          IMAGE_RETIRED,
          TPM_FAILED,
          KEY_REFUSED,
          KEY_LOCKED,
          VMM_UNREACHABLE,
          VMM_FAILED,
          GUEST_FAILED,
          STORAGE_FAILED,
          BUSY ->
          unavailable(e);
    };
  }

  private NotFoundFault notFound(String subject, PluginException e) {
    NotFoundFaultType fault = filled(new NotFoundFaultType(), e);
    fault.setSubject(subject);
    return new NotFoundFault(e.getMessage(), fault, e);
  }

  private StaleEpochFault stale(PluginException e) {
    StaleEpochFaultType fault = filled(new StaleEpochFaultType(), e);
    e.seen().ifPresent(epoch -> fault.setSeen(epoch.value()));
    return new StaleEpochFault(e.getMessage(), fault, e);
  }

  private WrongStateFault wrongState(PluginException e) {
    WrongStateFaultType fault = filled(new WrongStateFaultType(), e);
    fault.setState(
        e.state().map(state -> VmStateType.valueOf(state.name())).orElse(VmStateType.UNKNOWN));
    return new WrongStateFault(e.getMessage(), fault, e);
  }

  private SiteRefusedFault refused(PluginException e) {
    SiteRefusedFaultType fault = filled(new SiteRefusedFaultType(), e);
    e.reasons().forEach(reason -> fault.getReason().add(reason(reason)));
    return new SiteRefusedFault(e.getMessage(), fault, e);
  }

  private static ReasonType reason(SiteReason reason) {
    ReasonType wire = new ReasonType();
    wire.setSubject(reason.subject());
    wire.setCode(reason.code());
    wire.setDescription(reason.description());
    return wire;
  }

  private UnavailableFault unavailable(PluginException e) {
    LOG.warn("{}: {}", e.fault(), e.getMessage(), e);
    UnavailableFaultType fault = filled(new UnavailableFaultType(), e);
    fault.setRetryAfter(RETRY);
    return new UnavailableFault(e.getMessage(), fault, e);
  }

  private <F extends BaseFaultType> F filled(F fault, PluginException e) {
    return faults.fill(fault, e.fault().name(), e.getMessage());
  }
}
