package org.icecoat.console.remote;

import static org.icecoat.console.failure.ConsoleFault.FAILED;
import static org.icecoat.console.failure.ConsoleFault.NOTHING_FITS;
import static org.icecoat.console.failure.ConsoleFault.NOT_FOUND;
import static org.icecoat.console.failure.ConsoleFault.REFUSED;
import static org.icecoat.console.failure.ConsoleFault.UNAVAILABLE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.wire.faults.ImageRejectedFault;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.QuotaExceededFault;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.faults.StaleEpochFault;
import org.icecoat.wire.faults.TokenConflictFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rlw.UnableToSetTerminationTimeFault;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rpw.UnableToModifyResourcePropertyFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;

/** Every declared fault: which failure of ours it is, and where its content is. */
final class Faults {
  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(InvalidRequestFault.class, REFUSED, InvalidRequestFault::getFaultInfo),
          new Kind<>(NotAuthorizedFault.class, REFUSED, NotAuthorizedFault::getFaultInfo),
          new Kind<>(NotFoundFault.class, NOT_FOUND, NotFoundFault::getFaultInfo),
          new Kind<>(NothingFitsFault.class, NOTHING_FITS, NothingFitsFault::getFaultInfo),
          new Kind<>(QuotaExceededFault.class, REFUSED, QuotaExceededFault::getFaultInfo),
          new Kind<>(TokenConflictFault.class, REFUSED, TokenConflictFault::getFaultInfo),
          new Kind<>(WrongStateFault.class, REFUSED, WrongStateFault::getFaultInfo),
          new Kind<>(ImageRejectedFault.class, REFUSED, ImageRejectedFault::getFaultInfo),
          new Kind<>(SiteRefusedFault.class, REFUSED, SiteRefusedFault::getFaultInfo),
          new Kind<>(StaleEpochFault.class, REFUSED, StaleEpochFault::getFaultInfo),
          new Kind<>(UnavailableFault.class, UNAVAILABLE, UnavailableFault::getFaultInfo),
          new Kind<>(ResourceUnknownFault.class, NOT_FOUND, ResourceUnknownFault::getFaultInfo),
          new Kind<>(
              ResourceUnavailableFault.class, UNAVAILABLE, ResourceUnavailableFault::getFaultInfo),
          new Kind<>(
              ResourceNotDestroyedFault.class, REFUSED, ResourceNotDestroyedFault::getFaultInfo),
          new Kind<>(
              UnableToSetTerminationTimeFault.class,
              REFUSED,
              UnableToSetTerminationTimeFault::getFaultInfo),
          new Kind<>(
              TerminationTimeChangeRejectedFault.class,
              REFUSED,
              TerminationTimeChangeRejectedFault::getFaultInfo),
          new Kind<>(
              InvalidResourcePropertyQNameFault.class,
              REFUSED,
              InvalidResourcePropertyQNameFault::getFaultInfo),
          new Kind<>(
              InvalidModificationFault.class, REFUSED, InvalidModificationFault::getFaultInfo),
          new Kind<>(
              UnableToModifyResourcePropertyFault.class,
              REFUSED,
              UnableToModifyResourcePropertyFault::getFaultInfo),
          new Kind<>(
              SetResourcePropertyRequestFailedFault.class,
              REFUSED,
              SetResourcePropertyRequestFailedFault::getFaultInfo),
          new Kind<>(
              UnknownQueryExpressionDialectFault.class,
              REFUSED,
              UnknownQueryExpressionDialectFault::getFaultInfo),
          new Kind<>(
              InvalidQueryExpressionFault.class,
              REFUSED,
              InvalidQueryExpressionFault::getFaultInfo),
          new Kind<>(
              QueryEvaluationErrorFault.class, REFUSED, QueryEvaluationErrorFault::getFaultInfo));

  private Faults() {}

  /** The failure in plain words; one that is in plain words already is given back. */
  static ConsoleException plain(Throwable thrown) {
    if (thrown instanceof ConsoleException plain) {
      return plain;
    }
    return KINDS.stream()
        .flatMap(kind -> kind.of(thrown).stream())
        .findFirst()
        .or(() -> ConnectionFaults.plain(thrown))
        .orElseGet(() -> unexpected(thrown));
  }

  private static ConsoleException unexpected(Throwable thrown) {
    String said = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return new ConsoleException(
        FAILED,
        "The call failed: " + said.lines().findFirst().orElse("") + " (see --debug)",
        thrown);
  }

  /** One class of generated exception. */
  private record Kind<E extends Exception>(
      Class<E> type, ConsoleFault fault, Function<E, BaseFaultType> content) {

    Optional<ConsoleException> of(Throwable thrown) {
      return Stream.of(thrown)
          .filter(type::isInstance)
          .map(type::cast)
          .map(declared -> FaultText.plain(fault, content.apply(declared), declared))
          .findFirst();
    }
  }
}
