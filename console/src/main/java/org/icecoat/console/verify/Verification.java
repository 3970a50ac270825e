package org.icecoat.console.verify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.verify.TpmCheck.Tpm;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.vm.VerifiedVm;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.TpmName;

/** The whole of it: keys, quote, software, and what is stated of the VM. */
final class Verification {
  private final EvidenceExchange exchange;
  private final VmVerifier verifier;
  private final TpmCheck tpms;
  private final Policies policies;
  private final StatementCheck statements;
  private final RememberedClocks clocks;
  private final Clock clock;
  private final List<Claim> claims = new ArrayList<>();
  private Optional<Evidence> evidence = Optional.empty();

  Verification(
      EvidenceExchange exchange, VmVerifier verifier, TpmCheck tpms, Judges judges, Clock clock) {
    this.exchange = exchange;
    this.verifier = verifier;
    this.tpms = tpms;
    this.policies = judges.policies();
    this.statements = judges.statements();
    this.clocks = judges.clocks();
    this.clock = clock;
  }

  /** By what the answer is judged, beside the TPM's keys. */
  record Judges(Policies policies, StatementCheck statements, RememberedClocks clocks) {}

  /** The evidence that was judged, right or wrong; empty before, and if none came. */
  Optional<Evidence> evidence() {
    return evidence;
  }

  List<Claim> run() {
    Optional<Tpm> tpm = tpms.judge(exchange);
    claims.addAll(tpms.claims());
    claims.addAll(policies.claims());
    tpm.ifPresent(this::quote);
    if (claims.stream().noneMatch(one -> one.what().equals("VM"))) {
      claims.add(Claim.unproved("VM", "what the node says of it is not proved"));
    }
    return List.copyOf(claims);
  }

  private void quote(Tpm tpm) {
    VmAnswer answer;
    try {
      answer = tpm.last().answer();
    } catch (IllegalArgumentException | TrustException e) {
      claims.add(Claim.refuted("quote", "what came back is no answer: " + e.getMessage()));
      return;
    }
    evidence = Optional.of(answer.evidence());
    TpmName key = tpm.key().name();
    Verdict<VerifiedVm> verdict =
        verifier.verify(
            tpm.last().question(),
            answer,
            new QuoteExpectation(tpm.key(), exchange.selection(), clocks.find(key)));
    if (verdict.accepted().isEmpty()) {
      ClockRule.rolledBack(verdict.findings()).ifPresent(reason -> clocks.restored(key));
      claims.add(Claim.refuted("quote", TpmCheck.plain(verdict.findings())));
      return;
    }
    VerifiedVm proven = verdict.accepted().get();
    claims.add(
        Claim.proved(
            "quote",
            "made now, for this question, by the TPM of %s over %d PCRs"
                .formatted(answer.node(), exchange.selection().indexes().size())));
    clocks.keep(key, proven.quote().clock());
    claims.add(
        clocks
            .alarm(key)
            .map(why -> Claim.refuted("clock", why))
            .orElseGet(() -> history(proven.quote())));
    claims.addAll(
        new SoftwareCheck(policies, clock)
            .claims(proven.quote(), answer.evidence(), tpm.endorsement()));
    claims.addAll(statements.claims(proven.statement()));
  }

  /** An older state of the TPM would have been refuted with the quote. */
  private static Claim history(VerifiedQuote quote) {
    return switch (quote.boot()) {
      case FIRST_SEEN ->
          Claim.unproved(
              "clock",
              "this TPM was not verified here before: an older state would not be noticed");
      case SAME -> Claim.proved("clock", "it has gone on since this TPM was verified here last");
      case LATER ->
          Claim.proved("clock", "the node has booted since this TPM was verified here last");
    };
  }
}
