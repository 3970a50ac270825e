package org.icecoat.factory.attest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.policy.PolicyName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which nodes are what they say, as far as their TPMs prove it. For any number of threads. */
public final class NodeTrust {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTrust.class);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int MOST_CHALLENGES = 10_000;

  private final NodeTpmStore store;
  private final TpmEnrolment enrolment;
  private final NodeAttestation attestation;
  private final EvidenceFetch fetch;
  private final Verifier verifier;
  private final RenewalTimes times;

  /**
   * Times and rules.
   *
   * @param every how often each node is asked, at least
   * @param required whether only nodes with a TPM are enrolled
   * @param grace how long a proof that has run out may not be renewed before trust is lost
   * @param doubts what becomes of a TPM that leaves a doubt when it is enrolled
   */
  public record Rules(Duration every, boolean required, Duration grace, DoubtRules doubts) {}

  /**
   * By what nodes are judged.
   *
   * @param makers whose TPMs are believed
   */
  public record Verifier(
      AttesterClient client,
      EndorsementCertificates makers,
      Appraisal appraisal,
      Rules rules,
      Clock clock,
      SecureRandom random) {}

  public NodeTrust(NodeTpmStore store, NodeTrustStore results, Verifier verifier) {
    this.store = store;
    this.verifier = verifier;
    this.times = new RenewalTimes(verifier.rules().every());
    this.enrolment =
        new TpmEnrolment(
            verifier.client(),
            verifier.makers(),
            verifier.rules().doubts(),
            verifier.clock(),
            verifier.random());
    ChallengeBook challenges =
        new ChallengeBook(verifier.clock(), verifier.random(), ANSWER, MOST_CHALLENGES);
    NodeExchange exchange = new NodeExchange(verifier.client(), challenges, results::turn);
    QuoteVerifier quotes = new QuoteVerifier(challenges);
    this.attestation =
        new NodeAttestation(
            exchange,
            new NodeAttestation.Rows(store, results),
            quotes,
            verifier.appraisal(),
            verifier.clock());
    this.fetch = new EvidenceFetch(store, exchange, quotes);
  }

  /**
   * Finds out which TPM a node has that is to be enrolled.
   *
   * @param accepted which doubts the administrator accepts, where the site lets him
   * @return empty if it has none and need not
   * @throws FactoryException NOT_TRUSTED or NO_TPM, with all reasons
   */
  public Optional<EnrolledTpm> prove(NodeAddress node, Set<Doubt> accepted) {
    Optional<NodeTpmStore.Known> known = store.find(node.name());
    try {
      EnrolledTpm tpm = enrolment.prove(node, accepted);
      requireFree(node, tpm);
      known.ifPresent(before -> requireSame(node, before, tpm, accepted));
      return Optional.of(tpm);
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.NO_TPM && known.isPresent()) {
        throw refused(node, "it has no TPM any more; remove the node first");
      }
      if (e.fault() == FactoryFault.NO_TPM && !verifier.rules().required()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void requireSame(
      NodeAddress node, NodeTpmStore.Known before, EnrolledTpm tpm, Set<Doubt> accepted) {
    if (!before.tpm().same(tpm)) {
      throw inTheWay(node, node.name());
    }
    if (before.restored().isPresent()) {
      throw refused(node, before.restored().get());
    }
    DoubtRules doubts = verifier.rules().doubts();
    if (!before.tpm().sameAttestationKey(tpm) && !doubts.overcome(Doubt.CHANGED_KEY, accepted)) {
      throw refused(
          node,
          "its TPM has another attestation key than before, so it was cleared, or somebody took the"
              + " key away; "
              + doubts.advice(Doubt.CHANGED_KEY));
    }
  }

  private void requireFree(NodeAddress node, EnrolledTpm tpm) {
    for (Sha256 key : tpm.endorsementKeys()) {
      Optional<NodeName> holder = store.holder(key).filter(other -> !other.equals(node.name()));
      if (holder.isPresent()) {
        throw inTheWay(node, holder.get());
      }
    }
  }

  private static FactoryException inTheWay(NodeAddress node, NodeName holder) {
    return refused(
        node,
        holder.equals(node.name())
            ? "it has another TPM than before; remove the node first"
            : "its TPM is that of the node %s; if the machine was renamed remove that node first"
                .formatted(holder));
  }

  private static FactoryException refused(NodeAddress node, String why) {
    return TpmEnrolment.refused(node, why);
  }

  /**
   * Enrols a node with what {@link #prove} found, or not at all.
   *
   * @throws FactoryException NOT_TRUSTED if another enrolment that was made meanwhile is in the way
   */
  public void enrol(NodeAddress node, EnrolledTpm tpm) {
    Optional<NodeName> holder = store.enrol(node, tpm);
    if (holder.isPresent()) {
      throw inTheWay(node, holder.get());
    }
    LOG.info("{} is enrolled with a TPM by {}", node.name(), tpm.proven().maker());
  }

  /** Asks a node for evidence now, if it answers. */
  public void begin(NodeAddress node) {
    tried(node);
  }

  /** The node's TPM, if it is enrolled with one. */
  public Optional<EnrolledTpm> tpm(NodeName node) {
    return store.find(node).map(NodeTpmStore.Known::tpm);
  }

  /** The policy of VMs that ask for none. */
  public PolicyName usual() {
    return verifier.appraisal().usual();
  }

  /** A result as it counts by the policies that are in force now. */
  public TrustResult counted(TrustResult result) {
    return verifier.appraisal().counted(result);
  }

  /**
   * Asks a node for evidence now.
   *
   * @return what that came to by each policy
   * @throws FactoryException if it does not answer; its last results go on to count
   */
  public Map<PolicyName, TrustResult> attest(NodeAddress node) {
    return attestation.attest(node);
  }

  /**
   * Fresh evidence of a node whose quote is believed, for people who write policies; none has to be
   * in force.
   *
   * @throws FactoryException if it does not answer; WRONG_STATE, NOT_TRUSTED
   */
  public Evidence evidence(NodeAddress node) {
    return fetch.fetch(node);
  }

  /**
   * Asks a node if it is time; tells whether it has become able, or unable, to take VMs.
   *
   * @param leastAge the least that a VM on it allows its proof to be old
   */
  public boolean attestIfDue(EnrolledNode node, Optional<Duration> leastAge) {
    boolean asked = !node.results().isEmpty() || store.find(node.name()).isPresent();
    return asked
        && isDue(node, leastAge)
        && tried(node.address())
            .map(after -> !holding(node.results()).equals(holding(after)))
            .orElse(false);
  }

  private Set<PolicyName> holding(Map<PolicyName, TrustResult> results) {
    Instant now = verifier.clock().instant();
    return results.entrySet().stream()
        .filter(entry -> counted(entry.getValue()).holds(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Optional<Map<PolicyName, TrustResult>> tried(NodeAddress node) {
    try {
      return Optional.of(attest(node));
    } catch (FactoryException e) {
      LOG.warn("{} proves nothing: {}", node.name(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Orders wait for a host that has taken up another key until it has proved itself by that. */
  private boolean servesWithAnotherKey(EnrolledNode node) {
    Optional<Sha256> proven = store.tlsKey(node.name());
    try {
      return proven.isPresent() && !proven.get().equals(verifier.client().tlsKey(node.address()));
    } catch (FactoryException e) {
      LOG.debug("{} shows no key now", node.name(), e);
      return false;
    }
  }

  /** A result is renewed before it ends, and when other policies, or another key, count. */
  private boolean isDue(EnrolledNode node, Optional<Duration> leastAge) {
    Collection<TrustResult> last = node.results().values();
    Instant now = verifier.clock().instant();
    return !node.results().containsKey(usual())
        || !node.results().keySet().containsAll(verifier.appraisal().inForce())
        || last.stream()
            .anyMatch(
                result ->
                    times.isDue(node.name(), counted(result), leastAge, now)
                        || result.at().isBefore(verifier.appraisal().changedAt()))
        || (!holding(node.results()).isEmpty() && servesWithAnotherKey(node));
  }
}
