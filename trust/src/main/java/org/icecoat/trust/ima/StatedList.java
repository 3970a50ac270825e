package org.icecoat.trust.ima;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;

/**
 * The kernel's list beside a quote that was refused: what it states, or what is wrong with it. To
 * be accepted here proves nothing.
 */
public final class StatedList {
  private static final PcrBank BANK = PcrBank.SHA256;

  private StatedList() {}

  /**
   * The lines up to the value of PCR 10, or all if that is not known. Only a whole list is compared
   * with it: of which boot one is that goes on, a right quote alone tells, and whoever sent a part
   * was not asked for more.
   *
   * @param asked where the list was to begin
   * @param values of the SHA-256 bank, as far as they are known
   */
  public static Verdict<List<ImaEntry>> entries(
      Evidence.Logs sent, ImaFrom asked, Optional<PcrValues> values) {
    return ImaVerifier.other(sent.from(), asked)
        .<Verdict<List<ImaEntry>>>map(found -> new Verdict.Refused<>(List.of(found)))
        .orElseGet(() -> entries(sent, values));
  }

  private static Verdict<List<ImaEntry>> entries(Evidence.Logs sent, Optional<PcrValues> values) {
    Optional<Octets> quoted =
        values
            .filter(known -> sent.from().equals(ImaFrom.FIRST) && !sent.more())
            .map(known -> known.value(ImaVerifier.PCR));
    ImaLog log;
    try {
      log = ImaLog.parse(sent.ima(), sent.from().lines());
    } catch (TrustException e) {
      return Verdict.refused(Reason.IMA_LOG_MALFORMED, e.getMessage());
    }
    ImaWalk walk = ImaWalk.to(quoted.orElse(null), log, BANK, BANK.zero());
    List<Finding> found = new ArrayList<>(walk.found());
    quoted.flatMap(value -> wrong(walk, value, values.orElseThrow())).ifPresent(found::add);
    return found.isEmpty()
        ? new Verdict.Accepted<>(log.entries().subList(0, walk.covered()))
        : new Verdict.Refused<>(found);
  }

  private static Optional<Finding> wrong(ImaWalk walk, Octets quoted, PcrValues values) {
    if (!walk.value().equals(quoted)) {
      return Optional.of(walk.differs(Reason.LOG_DIFFERS_FROM_PCR, quoted));
    }
    return values.selection().containsAll(ImaVerifier.AGGREGATED)
        ? ImaVerifier.sameBoot(walk.log().entries().subList(0, walk.covered()), values)
        : Optional.empty();
  }
}
