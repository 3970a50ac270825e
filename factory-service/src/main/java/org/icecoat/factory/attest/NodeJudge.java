package org.icecoat.factory.attest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.icecoat.factory.attest.Appraisal.Judgement;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the policies of a site think of a node's answer. */
final class NodeJudge {
  private static final Logger LOG = LoggerFactory.getLogger(NodeJudge.class);

  private final NodeTrustStore results;
  private final Appraisal appraisal;

  NodeJudge(NodeTrustStore results, Appraisal appraisal) {
    this.results = results;
    this.appraisal = appraisal;
  }

  /**
   * What policies think of an answer.
   *
   * @param quote if it is right
   * @param restored that the node's TPM was put back to an old state
   */
  record Judged(
      NodeQuestions.Proof proof,
      Optional<VerifiedQuote> quote,
      Optional<String> restored,
      Map<PolicyName, Judgement> judgements) {
    Evidence evidence() {
      return proof.answer().evidence();
    }
  }

  /** Judges an answer by each policy. */
  Judged judged(NodeQuestions.Asked asked, NodeQuestions.Proof proof) {
    NodeExchange.Answer answer = proof.answer();
    Optional<String> restored =
        asked.known().restored().or(() -> restored(proof.verdict().findings(), answer.asked()));
    Optional<VerifiedQuote> quote =
        proof.verdict().accepted().filter(verified -> restored.isEmpty());
    Map<PolicyName, Judgement> judgements = new TreeMap<>();
    for (PolicyName policy : policies(asked.node())) {
      judgements.put(
          policy,
          quote
              .map(
                  verified ->
                      appraisal.judge(
                          policy, verified, answer.evidence(), asked.known().tpm(), proof.before()))
              .orElseGet(() -> refused(asked.node(), proof, restored)));
    }
    return new Judged(proof, quote, restored, judgements);
  }

  /** The policies in force, and those by which it was judged before: they may have ended. */
  Set<PolicyName> policies(NodeAddress node) {
    Set<PolicyName> policies = new TreeSet<>(appraisal.inForce());
    policies.add(appraisal.usual());
    policies.addAll(results.of(node.name()).keySet());
    return policies;
  }

  /** An old state of a TPM is told until the node is removed: by itself it would go unnoticed. */
  static Optional<String> restored(List<Finding> findings, Instant asked) {
    return ClockRule.rolledBack(findings)
        .map(
            reason ->
                "%s, found at %s: once you know why, remove the node and enrol it again"
                    .formatted(reason.plain(), asked.truncatedTo(ChronoUnit.SECONDS)));
  }

  private static Judgement refused(
      NodeAddress node, NodeQuestions.Proof proof, Optional<String> restored) {
    List<Finding> findings = proof.verdict().findings();
    LOG.warn("The evidence of {} is refused: {} {}", node.name(), findings, restored.orElse(""));
    Stream<String> found =
        findings.stream()
            .map(finding -> finding.reason().plain())
            .filter(plain -> restored.filter(told -> told.startsWith(plain)).isEmpty());
    TrustResult result =
        TrustResult.rejected(
            proof.answer().asked(),
            Stream.concat(restored.stream(), found).toList(),
            Optional.of(proof.answer().evidence().digest()));
    return new Judgement(result, Optional.empty());
  }
}
