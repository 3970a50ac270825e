package org.icecoat.imagestore.soap;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.database.DatabaseAway;
import org.icecoat.wire.faults.ImageRejectedFault;
import org.icecoat.wire.faults.ImageRejectedFaultType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.icecoat.wsrf.server.FaultTranslator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a declared fault of each cause of failure. */
final class StoreFaults implements FaultTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFaults.class);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Faults faults;

  StoreFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Optional<Exception> translate(RuntimeException failure) {
    if (failure instanceof InvalidMessageException message) {
      return Optional.of(invalid(message));
    }
    if (failure instanceof StoreException known) {
      return Optional.of(fault(known));
    }
    return DatabaseAway.isCauseOf(failure) ? Optional.of(databaseAway(failure)) : Optional.empty();
  }

  private UnavailableFault databaseAway(RuntimeException failure) {
    String text =
        "The store's database does not work now; try again later, or tell its administrator.";
    LOG.warn("{}: {}", StoreFault.STORE_BROKEN, text, failure);
    UnavailableFaultType fault =
        faults.fill(new UnavailableFaultType(), StoreFault.STORE_BROKEN.name(), text);
    fault.setRetryAfter(RETRY);
    return new UnavailableFault(text, fault, failure);
  }

  private InvalidRequestFault invalid(InvalidMessageException e) {
    InvalidRequestFaultType fault =
        faults.fill(
            new InvalidRequestFaultType(), StoreFault.REQUEST_INVALID.name(), e.getMessage());
    fault.setField(e.field());
    return new InvalidRequestFault(e.getMessage(), fault, e);
  }

  private Exception fault(StoreException e) {
    return switch (e.fault()) {
      case REQUEST_INVALID, BOOT_IMAGE_UNKNOWN, NOT_CONFIDENTIAL -> invalid(e);
      case NOT_AUTHORIZED, NODE_NOT_TRUSTED ->
          new NotAuthorizedFault(e.getMessage(), filled(new NotAuthorizedFaultType(), e), e);
      case JUDGES_NOBODY ->
          new WrongStateFault(e.getMessage(), filled(new WrongStateFaultType(), e), e);
      case IMAGE_UNKNOWN -> unknown(e);
      case CANNOT_ENCRYPT,
          CONTENT_TRUNCATED,
          CONTENT_EMPTY,
          CONTENT_TOO_LARGE,
          ROOT_DIFFERS,
          WRONG_FORMAT,
          FORMAT_DISGUISED,
          OTHER_FILE_NAMED,
          FEATURE_REFUSED,
          CONTENT_DAMAGED ->
          new ImageRejectedFault(e.getMessage(), filled(new ImageRejectedFaultType(), e), e);
      case TPM_BUSY -> busy(e);
      case NO_ROOM,
          CONTENT_ALTERED,
          CATALOGUE_ALTERED,
          STORE_INCONSISTENT,
          SIGNER_REPLACED,
          SIGNER_SILENT,
          NO_RELEASE,
          KEY_LOCKED,
          KEY_MISPLACED,
          KEY_UNBOUND,
          STORE_BROKEN ->
          unavailable(e);
    };
  }

  private InvalidRequestFault invalid(StoreException e) {
    InvalidRequestFaultType fault = filled(new InvalidRequestFaultType(), e);
    if (!e.subject().isEmpty()) {
      fault.setField(e.subject());
    }
    return new InvalidRequestFault(e.getMessage(), fault, e);
  }

  private NotFoundFault unknown(StoreException e) {
    NotFoundFaultType fault = filled(new NotFoundFaultType(), e);
    fault.setSubject(e.subject());
    return new NotFoundFault(e.getMessage(), fault, e);
  }

  /** Not logged: nothing is wrong, and who asks too often would fill the log. */
  private UnavailableFault busy(StoreException e) {
    UnavailableFaultType fault = filled(new UnavailableFaultType(), e);
    fault.setRetryAfter(RETRY);
    return new UnavailableFault(e.getMessage(), fault, e);
  }

  private UnavailableFault unavailable(StoreException e) {
    LOG.error("{}: {}", e.fault(), e.getMessage(), e);
    UnavailableFaultType fault = filled(new UnavailableFaultType(), e);
    if (e.fault() == StoreFault.NO_ROOM) {
      fault.setRetryAfter(RETRY);
    }
    return new UnavailableFault(e.getMessage(), fault, e);
  }

  private <F extends org.icecoat.wire.oasis.bf.BaseFaultType> F filled(F fault, StoreException e) {
    return faults.fill(fault, e.fault().name(), e.getMessage());
  }
}
