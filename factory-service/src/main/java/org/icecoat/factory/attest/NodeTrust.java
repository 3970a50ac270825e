package org.icecoat.factory.attest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
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
  private final Verifier verifier;

  /** Times and rules. */
  public record Rules(Duration every, boolean required) {}

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

  public NodeTrust(NodeTpmStore store, Verifier verifier) {
    this.store = store;
    this.verifier = verifier;
    this.enrolment =
        new TpmEnrolment(verifier.client(), verifier.makers(), verifier.clock(), verifier.random());
    ChallengeBook challenges =
        new ChallengeBook(verifier.clock(), verifier.random(), ANSWER, MOST_CHALLENGES);
    this.attestation =
        new NodeAttestation(
            verifier.client(),
            store,
            challenges,
            new QuoteVerifier(challenges, verifier.clock()),
            verifier.appraisal(),
            verifier.clock());
  }

  /**
   * Finds out which TPM a node has that is to be enrolled.
   *
   * @return empty if it has none and need not
   * @throws FactoryException NOT_TRUSTED or NO_TPM, with all reasons
   */
  public Optional<EnrolledTpm> prove(NodeAddress node) {
    Optional<NodeTpmStore.Known> known = store.find(node.name());
    try {
      EnrolledTpm tpm = enrolment.prove(node);
      requireFree(node, tpm);
      if (known.isPresent() && !known.get().tpm().same(tpm)) {
        throw refused(node, "it has another TPM than before; remove the node first");
      }
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

  private void requireFree(NodeAddress node, EnrolledTpm tpm) {
    for (Sha256 key : tpm.endorsementKeys()) {
      Optional<NodeName> holder = store.holder(key).filter(other -> !other.equals(node.name()));
      if (holder.isPresent()) {
        throw refused(
            node,
            "its TPM is that of the node %s; if the machine was renamed remove that node first"
                .formatted(holder.get()));
      }
    }
  }

  private static FactoryException refused(NodeAddress node, String why) {
    return TpmEnrolment.refused(node, why);
  }

  /** Keeps what {@link #prove} found, once the node's row is there, and asks for evidence. */
  public void enrolled(NodeAddress node, EnrolledTpm tpm) {
    store.enrol(tpm);
    LOG.info("{} is enrolled with a TPM by {}", node.name(), tpm.proven().maker());
    tried(node);
  }

  /** The node's TPM, if it is enrolled with one. */
  public Optional<EnrolledTpm> tpm(NodeName node) {
    return store.find(node).map(NodeTpmStore.Known::tpm);
  }

  /**
   * Asks a node for evidence now.
   *
   * @throws FactoryException if it does not answer; its last result goes on to count
   */
  public TrustResult attest(NodeAddress node) {
    return attestation.attest(node).result();
  }

  /** Asks a node if it is time; tells whether it has become able, or unable, to take VMs. */
  public boolean attestIfDue(EnrolledNode node) {
    boolean asked = node.trust().isPresent() || store.find(node.name()).isPresent();
    return asked
        && node.trust().map(this::due).orElse(true)
        && tried(node.address())
            .map(after -> holds(node.trust()) != holds(Optional.of(after)))
            .orElse(false);
  }

  private boolean holds(Optional<TrustResult> result) {
    return result.filter(known -> known.holds(verifier.clock().instant())).isPresent();
  }

  private Optional<TrustResult> tried(NodeAddress node) {
    try {
      return Optional.of(attest(node));
    } catch (FactoryException e) {
      LOG.warn("{} proves nothing: {}", node.name(), e.getMessage());
      return Optional.empty();
    }
  }

  /** A result is renewed at half its life, and when other policies are in force. */
  private boolean due(TrustResult last) {
    Instant now = verifier.clock().instant();
    Instant next = last.at().plus(verifier.rules().every());
    Instant half =
        last.validUntil()
            .filter(end -> last.verdict() == TrustVerdict.TRUSTED)
            .map(end -> last.at().plus(Duration.between(last.at(), end).dividedBy(2)))
            .orElse(next);
    boolean old = !now.isBefore(half.isBefore(next) ? half : next);
    boolean backwards = now.isBefore(last.at());
    return old || backwards || last.at().isBefore(verifier.appraisal().changedAt());
  }
}
