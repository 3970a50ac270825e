package org.icecoat.service.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.service.policy.PolicyTable.Kept;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.Doubt;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.policy.signature.SignedPolicy;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signed policies by which nodes are judged, from wherever they came. They are kept in the
 * database, so that nobody brings an old version back, and so that all services on it judge alike.
 * For any number of threads.
 */
public final class PoliciesInForce {
  private static final Logger LOG = LoggerFactory.getLogger(PoliciesInForce.class);

  private final Duration rollOut;
  private final PolicyVerifier verifier;
  private final PolicyTable table;
  private final Clock clock;
  private final PolicyBook book;
  private final Set<Sha256> refused = new HashSet<>();
  private final Set<PolicyName> unkept = new HashSet<>();
  private volatile Instant changedAt = Instant.EPOCH;

  /**
   * Takes up what was in force before.
   *
   * @param rollOut for how long the version before a new one still counts
   */
  PoliciesInForce(Duration rollOut, PolicyVerifier verifier, PolicyTable table, Clock clock) {
    this.rollOut = rollOut;
    this.verifier = verifier;
    this.table = table;
    this.clock = clock;
    this.book = new PolicyBook(clock);
    for (Kept kept : oldestFirst()) {
      reopened(kept).ifPresent(policy -> book.restore(policy, kept.until().orElse(null)));
      kept.until().map(end -> end.minus(rollOut)).ifPresent(this::changed);
    }
  }

  /**
   * By the end of a version's roll-out it is known when that began, over restarts too; if it was
   * given another end, at the latest now.
   */
  private void changed(Instant began) {
    Instant now = clock.instant();
    Instant then = began.isBefore(now) ? began : now;
    changedAt = then.isAfter(changedAt) ? then : changedAt;
  }

  private Optional<SignedPolicy> reopened(Kept kept) {
    PolicyVerdict verdict = verifier.reopen(kept.pem(), kept.digest());
    if (verdict instanceof PolicyVerdict.Refused why && refused.add(kept.digest())) {
      LOG.error("The policy {} is not in force any more: {}", kept.name(), why.plain());
    }
    return verdict.accepted();
  }

  /** The versions of a policy that are in force now, the newest first. */
  public List<AcceptedPolicy> inForce(PolicyName name) {
    return book.inForce(name);
  }

  /** The versions of a policy that are known, ended ones too, the newest first. */
  public List<AcceptedPolicy> known(PolicyName name) {
    return book.kept().stream().filter(each -> each.id().name().equals(name)).toList();
  }

  /** What a quote has to cover for all versions in force; empty if there is none. */
  public Optional<PcrSelection> selection(PolicyName name) {
    return book.selection(name);
  }

  /** All that are in force now, by name and the newest first. */
  public List<AcceptedPolicy> all() {
    return names().stream().flatMap(name -> book.inForce(name).stream()).toList();
  }

  /** The names of all policies of which a version is in force. */
  public Set<PolicyName> names() {
    return book.kept().stream()
        .map(policy -> policy.id().name())
        .filter(name -> !book.inForce(name).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** When other policies came into force last. */
  public Instant changedAt() {
    return changedAt;
  }

  /**
   * Puts a signed policy in force that somebody brings. The same again changes nothing but the end
   * of the version before, if one is asked for and that version still counts.
   *
   * @param pem CMS SignedData with the document inside
   */
  public PolicyVerdict activate(Octets pem, RollOut rollOut) {
    PolicyVerdict verdict = verifier.verify(pem);
    return verdict.accepted().map(policy -> activate(policy, rollOut)).orElse(verdict);
  }

  private synchronized PolicyVerdict activate(SignedPolicy policy, RollOut asked) {
    PolicyVerdict verdict = accept(policy, asked);
    if (verdict.accepted().isPresent()) {
      tryToWrite();
    }
    return verdict;
  }

  /** Whether exactly this one is in force, or was before the newest. */
  boolean knows(PolicyId policy) {
    return book.kept().stream().anyMatch(each -> each.id().equals(policy));
  }

  /** Puts a verified policy in force; {@link #refresh} writes it down. */
  synchronized PolicyVerdict accept(SignedPolicy policy, RollOut asked) {
    Instant now = clock.instant();
    return asked.refusal(now).orElseGet(() -> accept(policy, asked.end(now), now));
  }

  private PolicyVerdict accept(SignedPolicy policy, Optional<Instant> olderUntil, Instant now) {
    boolean again =
        book.inForce(policy.id().name()).stream()
            .limit(1)
            .anyMatch(newest -> newest.id().equals(policy.id()));
    if (again) {
      return olderUntil
          .map(end -> acceptAgain(policy, end, now))
          .orElse(new PolicyVerdict.Accepted(policy));
    }
    if (!policy.policy().bootLeftOut().isEmpty()) {
      return PolicyVerdict.refused(
          Doubt.FILES_WITHOUT_BOOT, "missing: " + policy.policy().bootLeftOut());
    }
    return takeToKeep(policy, olderUntil.orElse(now.plus(rollOut)));
  }

  /** Only a version that still counts gets another end. */
  private PolicyVerdict acceptAgain(SignedPolicy newest, Instant olderUntil, Instant now) {
    PolicyName name = newest.id().name();
    if (book.inForce(name).size() > 1) {
      return takeToKeep(newest, olderUntil);
    }
    return known(name).size() > 1 && olderUntil.isAfter(now)
        ? PolicyVerdict.refused(Doubt.ROLL_OUT_OVER, known(name).get(1).id().toString())
        : new PolicyVerdict.Accepted(newest);
  }

  private PolicyVerdict takeToKeep(SignedPolicy policy, Instant olderUntil) {
    PolicyVerdict verdict = take(policy, olderUntil);
    verdict.accepted().ifPresent(taken -> unkept.add(taken.id().name()));
    return verdict;
  }

  private PolicyVerdict take(SignedPolicy policy, Instant olderUntil) {
    PolicyVerdict verdict = book.accept(policy, olderUntil);
    if (verdict.accepted().isPresent()) {
      LOG.info(
          "{} is in force; the version before it, if there is one, until {}", policy, olderUntil);
      changedAt = clock.instant();
    }
    return verdict;
  }

  /** Whether all that is in force is written down; what is not will be by {@link #refresh}. */
  public synchronized boolean written() {
    return unkept.isEmpty();
  }

  private void write() {
    if (!unkept.isEmpty()) {
      table.keep(unkept.stream().flatMap(name -> known(name).stream()).toList());
      unkept.clear();
    }
  }

  private void tryToWrite() {
    try {
      write();
    } catch (JdbiException e) {
      LOG.error("The policies in force are not written down yet, and will be", e);
    }
  }

  /** Takes up what another process on the same database put in force; writes what is unwritten. */
  synchronized void refresh() {
    try {
      adopt();
      write();
    } catch (JdbiException e) {
      LOG.error("The policies in force cannot be compared with the database now", e);
    }
  }

  private List<Kept> oldestFirst() {
    List<Kept> rows = new ArrayList<>(table.all());
    Collections.reverse(rows);
    return rows;
  }

  private void adopt() {
    Instant now = clock.instant();
    Map<String, Instant> ends = new HashMap<>();
    for (Kept kept : oldestFirst()) {
      Instant olderUntil = ends.getOrDefault(kept.name(), now);
      if (book.kept().stream().noneMatch(each -> each.id().digest().equals(kept.digest()))) {
        reopened(kept).ifPresent(policy -> adopt(policy, olderUntil));
      }
      kept.until().ifPresent(end -> ends.put(kept.name(), end));
      kept.until().ifPresent(end -> adoptEnd(kept.digest(), end));
    }
  }

  /** Of a roll-out that goes on, as another process has set it; databases round. */
  private void adoptEnd(Sha256 older, Instant end) {
    book.kept().stream()
        .filter(each -> each.id().digest().equals(older))
        .filter(each -> !unkept.contains(each.id().name()))
        .filter(each -> each.until().filter(known -> differs(known, end)).isPresent())
        .findFirst()
        .ifPresent(each -> take(known(each.id().name()).get(0).signed(), end));
  }

  private static boolean differs(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofMillis(1)) >= 0;
  }

  private void adopt(SignedPolicy policy, Instant olderUntil) {
    PolicyVerdict verdict = take(policy, olderUntil);
    if (verdict instanceof PolicyVerdict.Refused why && refused.add(policy.id().digest())) {
      LOG.error("{} of another process is not taken: {}", policy, why.plain());
    }
  }
}
