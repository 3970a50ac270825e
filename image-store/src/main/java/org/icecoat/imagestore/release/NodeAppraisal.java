package org.icecoat.imagestore.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.imagestore.authorization.NodeCaller;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.KeyCertification;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.Appraisal;
import org.icecoat.trust.policy.appraisal.Appraiser;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.Rejected;
import org.icecoat.trust.policy.appraisal.StatedNode;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.icecoat.trust.structure.PcrSelection;

/** Judges the answers of nodes. */
final class NodeAppraisal {
  private final EndorsementCertificates makers;
  private final PolicyFolder policies;
  private final PolicyName policy;
  private final QuoteVerifier quotes;
  private final Appraiser appraiser;
  private final Clock clock;

  NodeAppraisal(KeyRelease.Rules rules, ChallengeBook challenges, Clock clock) {
    this.makers = rules.makers();
    this.policies = rules.policies();
    this.policy = rules.policy();
    this.clock = clock;
    this.quotes = new QuoteVerifier(challenges);
    this.appraiser = new Appraiser(clock);
  }

  /** What a quote has to cover; empty if no policy is in force. */
  Optional<PcrSelection> selection() {
    return policies.selection(policy);
  }

  /** What came of it. */
  sealed interface Outcome {
    /**
     * The node is what the policy asks for, and this storage key lies in its TPM.
     *
     * @param listed whether the policy judged PCR 10 by the kernel's list of files
     */
    record Proved(Trusted trusted, CertifiedKey storageKey, boolean listed) implements Outcome {}

    /**
     * It gets nothing.
     *
     * @param reasons all, each a sentence for people, without full stop
     * @param restored that of them which tells that the TPM was put back to an old state; empty
     *     also if the key of the quote is not proved to lie in the node's TPM
     */
    record Refused(List<String> reasons, Optional<String> restored) implements Outcome {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /** Judges everything that can be, so that a refusal has all reasons; fails closed. */
  Outcome judge(NodeCaller caller, Exchange exchange, KeyAnswer answer) {
    List<String> reasons = new ArrayList<>();
    boolean ownKey = exchange.secrets().equals(answer.credentials());
    if (!ownKey) {
      reasons.add("The attestation key does not lie in the TPM of those endorsement keys");
    }
    if (!exchange.challenge().tlsKey().equals(caller.tlsKey())) {
      reasons.add("The node has changed its TLS key since it asked: let it ask again");
    }
    Verdict<CertifiedKey> storageKey = storageKey(exchange, answer);
    storageKey.findings().stream().map(NodeAppraisal::told).forEach(reasons::add);
    Verdict<VerifiedQuote> quote = quote(exchange, answer);
    ProvenTpm tpm = ProvenTpm.of(exchange.tpm().certified().endorsementKeys());
    tpm.revoked(makers, clock.instant()).stream().map(NodeAppraisal::told).forEach(reasons::add);
    Optional<Trusted> trusted = Optional.empty();
    if (quote instanceof Verdict.Refused<VerifiedQuote> refused) {
      refused.findings().stream().map(NodeAppraisal::told).forEach(reasons::add);
      besides(StatedNode.of(refused, answer.evidence(), tpm)).forEach(reasons::add);
    } else {
      trusted = trusted(quote.accepted().orElseThrow(), answer.evidence(), tpm, reasons);
    }
    return reasons.isEmpty()
        ? proved(trusted.orElseThrow(), storageKey.accepted().orElseThrow())
        : new Outcome.Refused(
            reasons.stream().distinct().toList(),
            ClockRule.rolledBack(quote.findings()).filter(back -> ownKey).map(Reason::plain));
  }

  private Outcome proved(Trusted trusted, CertifiedKey storageKey) {
    boolean listed =
        policies.inForce(policy).stream()
            .filter(each -> each.id().equals(trusted.policy()))
            .anyMatch(each -> each.signed().policy().ima().asked());
    return new Outcome.Proved(trusted, storageKey, listed);
  }

  private static Verdict<CertifiedKey> storageKey(Exchange exchange, KeyAnswer answer) {
    return KeyCertification.judge(
        answer.storageKey(),
        exchange.tpm().certified().attestationKey(),
        exchange.tpm().storageKey(),
        CertifiedKey.Use.STORAGE,
        exchange.challenge().qualifyingData());
  }

  private Verdict<VerifiedQuote> quote(Exchange exchange, KeyAnswer answer) {
    QuoteExpectation expected =
        new QuoteExpectation(
            exchange.tpm().certified().attestationKey(),
            exchange.selection(),
            exchange.tpm().earlier());
    return quotes.verify(answer.evidence(), expected, exchange.challenge());
  }

  private Optional<Trusted> trusted(
      VerifiedQuote quote, Evidence evidence, ProvenTpm tpm, List<String> reasons) {
    Appraisal appraisal = appraiser.appraise(quote, evidence, tpm, policies.inForce(policy));
    if (appraisal instanceof Rejected rejected) {
      rejected.objections().stream().map(NodeAppraisal::told).forEach(reasons::add);
      return Optional.empty();
    }
    return Optional.of((Trusted) appraisal);
  }

  /** What the policy has against a node whose quote is refused. */
  private Stream<String> besides(StatedNode stated) {
    return appraiser.besides(stated, policies.inForce(policy)).stream().map(NodeAppraisal::told);
  }

  private static String told(Finding finding) {
    return finding.reason().plain();
  }

  private static String told(Objection objection) {
    return objection.detail().isEmpty()
        ? objection.plain()
        : "%s (%s)".formatted(objection.plain(), objection.detail());
  }
}
