package org.icecoat.console.verify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claim.Result;
import org.icecoat.console.verify.TpmCheck.Tpm;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.vm.VerifiedVm;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmVerifier;

/** The whole of it: keys, quote, software, and what is stated of the VM. */
final class Verification {
  private final EvidenceExchange exchange;
  private final VmVerifier verifier;
  private final TpmCheck tpms;
  private final Policies policies;
  private final StatementCheck statements;
  private final RememberedClocks clocks;
  private final Clock time;
  private final List<Claim> claims = new ArrayList<>();
  private Optional<Evidence> evidence = Optional.empty();

  Verification(
      EvidenceExchange exchange, VmVerifier verifier, TpmCheck tpms, Judges judges, Clock time) {
    this.exchange = exchange;
    this.verifier = verifier;
    this.tpms = tpms;
    this.policies = judges.policies();
    this.statements = judges.statements();
    this.clocks = judges.clocks();
    this.time = time;
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
    ClockCheck clock = new ClockCheck(clocks, tpm.keys());
    Verdict<VerifiedVm> verdict =
        verifier.verify(
            tpm.last().question(),
            answer,
            new QuoteExpectation(tpm.key(), exchange.selection(), clock.before()));
    if (verdict instanceof Verdict.Refused<VerifiedVm> refused) {
      clock.refused(refused.findings());
      claims.add(Claim.refuted("quote", TpmCheck.plain(refused.findings())));
      claims.addAll(software().claims(refused, answer.evidence(), tpm.endorsement()));
      return;
    }
    VerifiedVm proven = verdict.accepted().orElseThrow();
    claims.add(made(tpm, answer));
    claims.addAll(clock.claims(proven.quote()));
    judge(tpm, answer, proven);
  }

  private Claim made(Tpm tpm, VmAnswer answer) {
    return tpm.endorsement().isEmpty()
        ? Claim.stated(
            "quote",
            "made now, for this question, over %d PCRs, by a key that need not lie in a TPM"
                .formatted(selected()))
        : Claim.proved(
            "quote",
            "made now, for this question, by the TPM of %s over %d PCRs"
                .formatted(answer.node(), selected()));
  }

  private int selected() {
    return exchange.selection().indexes().size();
  }

  private void judge(Tpm tpm, VmAnswer answer, VerifiedVm proven) {
    List<Claim> software = software().claims(proven.quote(), answer.evidence(), tpm.endorsement());
    claims.addAll(software);
    claims.addAll(statements.claims(proven.statement(), worth(tpm, software)));
  }

  private SoftwareCheck software() {
    return new SoftwareCheck(policies, time);
  }

  /** A statement is worth what its TPM and the software that made it are. */
  private static UnaryOperator<Claim> worth(Tpm tpm, List<Claim> software) {
    if (tpm.endorsement().isEmpty()) {
      return claim -> claim.statedOnly("whoever says so is not proved to have a TPM");
    }
    boolean known =
        software.stream().anyMatch(one -> one.what().equals("software") && one.is(Result.PROVED));
    return known
        ? UnaryOperator.identity()
        : claim -> claim.statedOnly("the node says so, and what it runs is not proved");
  }
}
