package org.icecoat.trust.policy.signature;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/**
 * The policies in force, by name: of each the newest version, and during a roll-out the one before
 * it. Versions never go back. To be filled again after a start with all that {@link #kept} told
 * before, by {@link #restore}, or what was rolled back would not be noticed. For any number of
 * threads.
 */
public final class PolicyBook {
  private final Clock clock;
  private final Map<PolicyName, List<AcceptedPolicy>> newestFirst = new TreeMap<>();

  /** Ends that were seen to have passed: a clock that is put back does not bring them back. */
  private final Map<PolicyId, Instant> passed = new HashMap<>();

  public PolicyBook(Clock clock) {
    this.clock = clock;
  }

  /**
   * Puts a version in force, if it is newer than all before it. To accept the newest once more
   * changes nothing but the end of the roll-out.
   *
   * @param olderUntil when the version before it ends; now or earlier if at once
   */
  public synchronized PolicyVerdict accept(SignedPolicy policy, Instant olderUntil) {
    List<AcceptedPolicy> known = newestFirst.getOrDefault(policy.id().name(), List.of());
    List<AcceptedPolicy> now = new ArrayList<>();
    now.add(new AcceptedPolicy(policy, null));
    if (!known.isEmpty()) {
      PolicyId newest = known.get(0).id();
      if (policy.id().version() < newest.version()) {
        return refused(Doubt.ROLLED_BACK, policy.id(), newest);
      }
      boolean again = policy.id().version() == newest.version();
      if (again && !policy.id().equals(newest)) {
        return refused(Doubt.CHANGED_WITHOUT_VERSION, policy.id(), newest);
      }
      known.stream()
          .skip(again ? 1 : 0)
          .limit(1)
          .forEach(older -> now.add(new AcceptedPolicy(older.signed(), olderUntil)));
    }
    newestFirst.put(policy.id().name(), List.copyOf(now));
    return new PolicyVerdict.Accepted(policy);
  }

  private static PolicyVerdict refused(Doubt doubt, PolicyId found, PolicyId newest) {
    return PolicyVerdict.refused(doubt, "%s, but %s is in force".formatted(found, newest));
  }

  /**
   * Puts one back that was kept.
   *
   * @param until of {@link AcceptedPolicy#until}, or null
   * @throws IllegalArgumentException if there would be two newest or two older ones
   */
  public synchronized void restore(SignedPolicy policy, Instant until) {
    List<AcceptedPolicy> now =
        new ArrayList<>(newestFirst.getOrDefault(policy.id().name(), List.of()));
    now.add(new AcceptedPolicy(policy, until));
    now.sort((one, other) -> Integer.compare(other.id().version(), one.id().version()));
    boolean wrong = now.size() > 2 || now.stream().skip(1).anyMatch(old -> old.until().isEmpty());
    if (wrong || (now.size() == 2 && now.get(0).id().version() == now.get(1).id().version())) {
      throw new IllegalArgumentException(
          "%s cannot be in force beside %s".formatted(policy.id(), now));
    }
    newestFirst.put(policy.id().name(), List.copyOf(now));
  }

  /** The versions of a policy that are in force now, the newest first; empty if it is unknown. */
  public synchronized List<AcceptedPolicy> inForce(PolicyName name) {
    Instant now = clock.instant();
    List<AcceptedPolicy> known = newestFirst.getOrDefault(name, List.of());
    known.stream()
        .filter(each -> !each.inForce(now))
        .forEach(over -> passed.put(over.id(), over.until().orElseThrow()));
    return known.stream()
        .filter(each -> each.until().isEmpty() || !each.until().equals(passed(each.id())))
        .toList();
  }

  private Optional<Instant> passed(PolicyId policy) {
    return Optional.ofNullable(passed.get(policy));
  }

  /** What a quote has to cover for all versions in force; empty if there is none. */
  public Optional<PcrSelection> selection(PolicyName name) {
    TreeSet<Integer> pcrs = new TreeSet<>();
    inForce(name).forEach(each -> pcrs.addAll(each.signed().policy().pcrs().selection().indexes()));
    return pcrs.isEmpty()
        ? Optional.empty()
        : Optional.of(new PcrSelection(PcrBank.SHA256, List.copyOf(pcrs)));
  }

  /** All that has to be kept over a restart, ended ones too, by name and the newest first. */
  public synchronized List<AcceptedPolicy> kept() {
    return newestFirst.values().stream().flatMap(List::stream).toList();
  }
}
