package org.icecoat.factory.attest;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.factory.attest.NodeJudge.Judged;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTpmStore.Known;
import org.icecoat.factory.store.NodeTpmStore.Shown;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.store.NodeTrustStore.Turn;
import org.icecoat.factory.trust.KnownFiles;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.factory.vm.Moments;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.FilesBefore;
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
  private final NodeQuestions questions;
  private final Appraisal appraisal;
  private final NodeJudge judge;
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
    this.questions = new NodeQuestions(exchange, verifier);
    this.appraisal = appraisal;
    this.judge = new NodeJudge(results, appraisal);
    this.clock = clock;
  }

  /**
   * Asks the node to prove itself now.
   *
   * @return the result by each policy
   * @throws FactoryException if the node does not answer: then what was known of it still counts,
   *     as long as it does
   */
  Map<PolicyName, TrustResult> attest(NodeAddress node) {
    Optional<Known> known = tpms.find(node.name());
    Optional<PcrSelection> selection = appraisal.selection();
    if (known.isEmpty()) {
      return unproved(node, known, "It was not enrolled with a TPM: enrol it again");
    }
    if (selection.isEmpty()) {
      return unproved(node, known, "No appraisal policy is in force");
    }
    try {
      return attest(new NodeQuestions.Asked(node, known.get(), selection.get()));
    } catch (TrustException e) {
      return unproved(node, known, "Its evidence cannot be read: " + e.getMessage());
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.NO_TPM) {
        return unproved(node, known, "It has no TPM any more");
      }
      throw e;
    }
  }

  /** What a policy has against a list that goes on, it has to find in the whole list. */
  private Map<PolicyName, TrustResult> attest(NodeQuestions.Asked asked) {
    FileMemory memory = new FileMemory(appraisal.versions());
    FilesBefore from = memory.begin(asked.known().files());
    Judged judged = judge.judged(asked, questions.ask(asked, from, memory));
    if (judged.quote().isPresent() && from.any() && memory.doubts(judged.judgements())) {
      FilesBefore first = FilesBefore.firstLine(from.position());
      judged = judge.judged(asked, questions.ask(asked, first, memory));
    }
    return kept(asked, judged, memory);
  }

  private Map<PolicyName, TrustResult> kept(
      NodeQuestions.Asked asked, Judged judged, FileMemory memory) {
    KnownFiles files =
        judged
            .quote()
            .map(
                quote ->
                    memory.known(
                        judged.judgements(), quote, judged.evidence(), judged.proof().before()))
            .orElseGet(() -> KnownFiles.restarted(asked.known().files().position()));
    Map<PolicyName, TrustResult> results = new TreeMap<>();
    judged.judgements().forEach((policy, judgement) -> results.put(policy, judgement.result()));
    return kept(
        asked.node(),
        judged.proof().answer().turn(),
        results,
        new Shown(
            Optional.of(asked.known().enrolment()),
            judged.quote().map(VerifiedQuote::clock),
            Optional.of(judged.evidence()),
            judged.restored(),
            Optional.of(files),
            judged.quote().map(verified -> judged.proof().answer().challenge().tlsKey())));
  }

  private Map<PolicyName, TrustResult> unproved(
      NodeAddress node, Optional<Known> known, String why) {
    TrustResult result =
        TrustResult.rejected(Moments.micros(clock), List.of(why), Optional.empty());
    Map<PolicyName, TrustResult> judged = new TreeMap<>();
    judge.policies(node).forEach(policy -> judged.put(policy, result));
    return kept(
        node,
        results.turn(),
        judged,
        Shown.nothing(
            known.map(Known::enrolment),
            known.map(it -> KnownFiles.restarted(it.files().position()))));
  }

  private Map<PolicyName, TrustResult> kept(
      NodeAddress node, Turn turn, Map<PolicyName, TrustResult> judged, Shown shown) {
    results
        .judged(node.name(), turn, judged, shown)
        .ifPresentOrElse(
            before ->
                judged.forEach(
                    (policy, result) ->
                        told(node, policy, result, Optional.ofNullable(before.get(policy)))),
            () ->
                LOG.info("{} was asked again meanwhile: this answer does not count", node.name()));
    return judged;
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
