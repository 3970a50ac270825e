package org.icecoat.factory.attest;

import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTpmStore.Known;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches evidence for people who write policies. */
final class EvidenceFetch {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceFetch.class);

  /** All that policies can ask for and that firmware, kernel and plug-in extend. */
  private static final PcrSelection PROVING =
      new PcrSelection(PcrBank.SHA256, IntStream.range(0, 16).boxed().toList());

  private final NodeTpmStore tpms;
  private final NodeExchange exchange;
  private final QuoteVerifier verifier;

  EvidenceFetch(NodeTpmStore tpms, NodeExchange exchange, QuoteVerifier verifier) {
    this.tpms = tpms;
    this.exchange = exchange;
    this.verifier = verifier;
  }

  /**
   * Fresh evidence over PCRs 0 to 15, with the list of files from its first line on. Its quote is
   * verified; what its logs hold is not judged, and nothing is kept of it but that the TPM was put
   * back to an old state.
   *
   * @throws FactoryException WRONG_STATE if the node is enrolled without a TPM, NOT_TRUSTED with
   *     all reasons if the quote is not believed
   */
  Evidence fetch(NodeAddress node) {
    Known known = tpms.find(node.name()).orElseThrow(() -> without(node));
    if (known.restored().isPresent()) {
      throw TpmEnrolment.refused(node, known.restored().get());
    }
    QuoteExpectation expected =
        new QuoteExpectation(known.tpm().attestationKey(), PROVING, known.clock());
    try {
      NodeExchange.Answer answer = exchange.ask(node, PROVING, Evidence.ImaFrom.FIRST);
      Verdict<VerifiedQuote> verdict =
          verifier.verify(answer.evidence(), expected, answer.challenge());
      if (verdict instanceof Verdict.Refused<VerifiedQuote> refused) {
        LOG.warn("The evidence of {} is refused: {}", node.name(), refused.detailed());
        Optional<String> restored = NodeJudge.restored(refused.findings(), answer.asked());
        restored.ifPresent(told -> tpms.restored(node.name(), known.enrolment(), told));
        throw TpmEnrolment.refused(node, restored.orElse(refused.plain()));
      }
      return answer.evidence();
    } catch (TrustException e) {
      throw TpmEnrolment.refused(node, "its evidence cannot be read: " + e.getMessage());
    }
  }

  private static FactoryException without(NodeAddress node) {
    return new FactoryException(
        FactoryFault.WRONG_STATE,
        "The node %s was not enrolled with a TPM: enrol it again.".formatted(node.name()));
  }
}
