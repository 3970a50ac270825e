package org.icecoat.factory.attest;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTpmStore.Known;
import org.icecoat.factory.store.NodeTpmStore.Shown;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.factory.vm.Moments;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.PcrSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Challenges a node and keeps what comes of it. No transaction is open while the node is asked. The
 * clock to compare with is read before the challenge is issued, so quotes that are asked for at the
 * same time do not accuse each other.
 */
final class NodeAttestation {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAttestation.class);

  private final NodeTpmStore tpms;
  private final NodeTrustStore results;
  private final NodeExchange exchange;
  private final QuoteVerifier verifier;
  private final Appraisal appraisal;
  private final InstantSource clock;

  /** Where what is known of nodes is kept. */
  record Rows(NodeTpmStore tpms, NodeTrustStore results) {}

  NodeAttestation(
      NodeExchange exchange,
      Rows rows,
      QuoteVerifier verifier,
      Appraisal appraisal,
      InstantSource clock) {
    this.tpms = rows.tpms();
    this.results = rows.results();
    this.exchange = exchange;
    this.verifier = verifier;
    this.appraisal = appraisal;
    this.clock = clock;
  }

  /** The results by each policy, and those before. */
  record Outcome(Map<PolicyName, TrustResult> results, Map<PolicyName, TrustResult> before) {}

  /**
   * Asks the node to prove itself now.
   *
   * @throws FactoryException if the node does not answer: then what was known of it still counts,
   *     as long as it does
   */
  Outcome attest(NodeAddress node) {
    Optional<Known> known = tpms.find(node.name());
    Optional<PcrSelection> selection = appraisal.selection();
    if (known.isEmpty()) {
      return unproved(node, "It was not enrolled with a TPM: enrol it again");
    }
    if (selection.isEmpty()) {
      return unproved(node, "No appraisal policy is in force");
    }
    try {
      return judge(node, known.get(), selection.get(), exchange.ask(node, selection.get()));
    } catch (TrustException e) {
      return unproved(node, "Its evidence cannot be read: " + e.getMessage());
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.NO_TPM) {
        return unproved(node, "It has no TPM any more");
      }
      throw e;
    }
  }

  /** The policies in force, and those by which it was judged before: they may have ended. */
  private Set<PolicyName> policies(NodeAddress node) {
    Set<PolicyName> policies = new TreeSet<>(appraisal.inForce());
    policies.add(appraisal.usual());
    policies.addAll(results.of(node.name()).keySet());
    return policies;
  }

  private Outcome judge(
      NodeAddress node, Known known, PcrSelection selection, NodeExchange.Answer answer) {
    QuoteExpectation expected =
        new QuoteExpectation(known.tpm().attestationKey(), selection, known.clock());
    Evidence evidence = answer.evidence();
    Verdict<VerifiedQuote> verdict = verifier.verify(evidence, expected, answer.challenge());
    Optional<String> restored = known.restored().or(() -> restored(verdict, answer.asked()));
    Optional<VerifiedQuote> quote = verdict.accepted().filter(verified -> restored.isEmpty());
    Map<PolicyName, TrustResult> judged = new TreeMap<>();
    for (PolicyName policy : policies(node)) {
      judged.put(
          policy,
          quote
              .map(verified -> appraisal.judge(policy, verified, evidence, known.tpm()))
              .orElseGet(() -> refused(node, verdict.findings(), restored, answer)));
    }
    return kept(
        node, judged, new Shown(quote.map(VerifiedQuote::clock), Optional.of(evidence), restored));
  }

  /** An old state of a TPM is told until the node is removed: by itself it would go unnoticed. */
  private static Optional<String> restored(Verdict<VerifiedQuote> verdict, Instant asked) {
    return ClockRule.rolledBack(verdict.findings())
        .map(
            reason ->
                "%s, found at %s: once you know why, remove the node and enrol it again"
                    .formatted(reason.plain(), asked.truncatedTo(ChronoUnit.SECONDS)));
  }

  private Outcome unproved(NodeAddress node, String why) {
    TrustResult result =
        TrustResult.rejected(Moments.micros(clock), List.of(why), Optional.empty());
    Map<PolicyName, TrustResult> judged = new TreeMap<>();
    policies(node).forEach(policy -> judged.put(policy, result));
    return kept(node, judged, Shown.NOTHING);
  }

  private Outcome kept(NodeAddress node, Map<PolicyName, TrustResult> judged, Shown shown) {
    Outcome outcome = new Outcome(judged, results.judged(node.name(), judged, shown));
    judged.forEach(
        (policy, result) ->
            told(node, policy, result, Optional.ofNullable(outcome.before().get(policy))));
    return outcome;
  }

  private static TrustResult refused(
      NodeAddress node,
      List<Finding> findings,
      Optional<String> restored,
      NodeExchange.Answer answer) {
    LOG.warn("The evidence of {} is refused: {} {}", node.name(), findings, restored.orElse(""));
    Stream<String> found =
        findings.stream()
            .map(finding -> finding.reason().plain())
            .filter(plain -> restored.filter(told -> told.startsWith(plain)).isEmpty());
    return TrustResult.rejected(
        answer.asked(),
        Stream.concat(restored.stream(), found).toList(),
        Optional.of(answer.evidence().digest()));
  }

  private static void told(
      NodeAddress node, PolicyName policy, TrustResult result, Optional<TrustResult> before) {
    if (before.filter(known -> known.saysTheSame(result)).isPresent()) {
      LOG.debug("{} is still {} by {}", node.name(), result.verdict(), policy);
    } else if (result.verdict() == TrustVerdict.TRUSTED) {
      LOG.info("{} is trusted by {}", node.name(), result.policy().orElse("no policy"));
    } else {
      LOG.warn("{} is {} by {}: {}", node.name(), result.verdict(), policy, result.reasons());
    }
  }
}
