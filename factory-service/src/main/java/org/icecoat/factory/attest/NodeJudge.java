package org.icecoat.factory.attest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.icecoat.factory.attest.Appraisal.Judgement;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.StatedNode;
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
              .map(verified -> judged(policy, verified, asked, proof))
              .orElseGet(() -> refused(policy, asked, proof, restored)));
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

  private Judgement judged(
      PolicyName policy,
      VerifiedQuote quote,
      NodeQuestions.Asked asked,
      NodeQuestions.Proof proof) {
    return appraisal.judge(
        policy, quote, proof.answer().evidence(), asked.known().tpm(), proof.before());
  }

  private Judgement refused(
      PolicyName policy,
      NodeQuestions.Asked asked,
      NodeQuestions.Proof proof,
      Optional<String> restored) {
    List<Finding> findings = proof.verdict().findings();
    LOG.warn(
        "The evidence of {} is refused: {} {}", asked.node().name(), findings, restored.orElse(""));
    List<String> reasons = new ArrayList<>(restored.stream().toList());
    findings.stream()
        .map(finding -> finding.reason().plain())
        .filter(plain -> restored.filter(told -> told.startsWith(plain)).isEmpty())
        .forEach(reasons::add);
    reasons.addAll(besides(policy, asked, proof));
    TrustResult result =
        TrustResult.rejected(
            proof.answer().asked(), reasons, Optional.of(proof.answer().evidence().digest()));
    return new Judgement(result, Optional.empty());
  }

  /** What the policy has against the node as well; the quote of a restored TPM may be right. */
  private List<String> besides(
      PolicyName policy, NodeQuestions.Asked asked, NodeQuestions.Proof proof) {
    return proof.verdict() instanceof Verdict.Refused<VerifiedQuote> refused
        ? appraisal.besides(
            policy,
            StatedNode.of(
                refused, proof.answer().evidence(), asked.known().tpm().proven(), proof.before()))
        : judged(policy, proof.verdict().accepted().orElseThrow(), asked, proof).result().reasons();
  }
}
