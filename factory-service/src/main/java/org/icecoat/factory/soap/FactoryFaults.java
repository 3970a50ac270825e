package org.icecoat.factory.soap;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.service.database.DatabaseAway;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.NothingFitsFaultType;
import org.icecoat.wire.faults.QuotaExceededFault;
import org.icecoat.wire.faults.QuotaExceededFaultType;
import org.icecoat.wire.faults.TokenConflictFault;
import org.icecoat.wire.faults.TokenConflictFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.r.ResourceUnavailableFaultType;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.icecoat.wsrf.server.FaultTranslator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a declared fault of each cause of failure. */
final class FactoryFaults implements FaultTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(FactoryFaults.class);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Faults faults;

  FactoryFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Optional<Exception> translate(RuntimeException failure) {
    if (failure instanceof InvalidMessageException message) {
      return Optional.of(invalid(message));
    }
    return known(failure).map(this::fault);
  }

  @Override
  public Optional<Exception> translateForWsrf(RuntimeException failure) {
    return known(failure).filter(e -> e.fault().isPassing()).map(this::resourceUnavailable);
  }

  private static Optional<FactoryException> known(RuntimeException failure) {
    if (failure instanceof FactoryException known) {
      return Optional.of(known);
    }
    return DatabaseAway.isCauseOf(failure)
        ? Optional.of(
            new FactoryException(
                FactoryFault.DATABASE_UNAVAILABLE,
                "The factory's database does not work now; try again later, or tell its"
                    + " administrator.",
                failure))
        : Optional.empty();
  }

  private ResourceUnavailableFault resourceUnavailable(FactoryException e) {
    LOG.warn("{}: {}", e.fault(), e.getMessage(), e);
    return new ResourceUnavailableFault(
        e.getMessage(), filled(new ResourceUnavailableFaultType(), e), e);
  }

  private InvalidRequestFault invalid(InvalidMessageException e) {
    InvalidRequestFaultType fault =
        faults.fill(
            new InvalidRequestFaultType(), FactoryFault.INVALID_REQUEST.name(), e.getMessage());
    fault.setField(e.field());
    return new InvalidRequestFault(e.getMessage(), fault, e);
  }

  private Exception fault(FactoryException e) {
    return switch (e.fault()) {
      case INVALID_REQUEST, POLICY_UNKNOWN, NOT_ATTESTED -> invalid(e);
      case NOT_AUTHORIZED, SITE_REFUSED ->
          new NotAuthorizedFault(e.getMessage(), filled(new NotAuthorizedFaultType(), e), e);
      case VM_UNKNOWN, NODE_UNKNOWN, EVIDENCE_UNKNOWN -> unknown(e);
      case NO_TPM -> e.detail() instanceof FaultDetail.Subject ? unknown(e) : unavailable(e);
      case NOTHING_FITS -> nothingFits(e);
      case QUOTA_EXCEEDED -> quota(e);
      case TOKEN_CONFLICT ->
          new TokenConflictFault(e.getMessage(), filled(new TokenConflictFaultType(), e), e);
      case WRONG_STATE, VM_ABSENT -> wrongState(e);
      case NODE_UNREACHABLE,
          NODE_UNAVAILABLE,
          NODE_FAILED,
          NODE_FULL,
          NODE_REFUSED,
          NOT_TRUSTED,
          STALE_EPOCH,
          STORE_UNAVAILABLE,
          STORE_UNTRUSTED,
          UPLOADS_FULL,
          DATABASE_UNAVAILABLE,
          BUSY,
          INTERNAL ->
          unavailable(e);
    };
  }

  private InvalidRequestFault invalid(FactoryException e) {
    InvalidRequestFaultType fault = filled(new InvalidRequestFaultType(), e);
    if (e.detail() instanceof FaultDetail.Field field) {
      fault.setField(field.name());
    }
    return new InvalidRequestFault(e.getMessage(), fault, e);
  }

  private NotFoundFault unknown(FactoryException e) {
    NotFoundFaultType fault = filled(new NotFoundFaultType(), e);
    fault.setSubject(e.detail() instanceof FaultDetail.Subject subject ? subject.name() : "");
    return new NotFoundFault(e.getMessage(), fault, e);
  }

  private NothingFitsFault nothingFits(FactoryException e) {
    NothingFitsFaultType fault = filled(new NothingFitsFaultType(), e);
    if (e.detail() instanceof FaultDetail.Reasons reasons) {
      reasons.images().forEach(why -> fault.getImageReason().add(VmWriter.reason(why)));
      reasons.nodes().forEach(why -> fault.getNodeReason().add(VmWriter.reason(why)));
    }
    return new NothingFitsFault(e.getMessage(), fault, e);
  }

  private QuotaExceededFault quota(FactoryException e) {
    QuotaExceededFaultType fault = filled(new QuotaExceededFaultType(), e);
    if (e.detail() instanceof FaultDetail.Quota quota) {
      fault.setQuota(quota.name());
      fault.setLimit(quota.limit());
      fault.setUsed(quota.used());
      fault.setAsked(quota.asked());
    }
    return new QuotaExceededFault(e.getMessage(), fault, e);
  }

  private WrongStateFault wrongState(FactoryException e) {
    WrongStateFaultType fault = filled(new WrongStateFaultType(), e);
    fault.setState(
        e.detail() instanceof FaultDetail.State state
            ? VmStateType.valueOf(state.state().name())
            : VmStateType.UNKNOWN);
    return new WrongStateFault(e.getMessage(), fault, e);
  }

  private UnavailableFault unavailable(FactoryException e) {
    LOG.warn("{}: {}", e.fault(), e.getMessage(), e);
    UnavailableFaultType fault = filled(new UnavailableFaultType(), e);
    fault.setRetryAfter(RETRY);
    return new UnavailableFault(e.getMessage(), fault, e);
  }

  private <F extends BaseFaultType> F filled(F fault, FactoryException e) {
    return faults.fill(fault, e.fault().name(), e.getMessage());
  }
}
