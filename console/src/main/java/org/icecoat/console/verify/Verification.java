package org.icecoat.console.verify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.verify.TpmCheck.Tpm;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
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
  private final Clock clock;
  private final List<Claim> claims = new ArrayList<>();
  private Optional<Evidence> evidence = Optional.empty();

  Verification(
      EvidenceExchange exchange,
      VmVerifier verifier,
      TpmCheck tpms,
      Policies policies,
      StatementCheck statements,
      Clock clock) {
    this.exchange = exchange;
    this.verifier = verifier;
    this.tpms = tpms;
    this.policies = policies;
    this.statements = statements;
    this.clock = clock;
  }

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
    Verdict<VerifiedVm> verdict =
        verifier.verify(tpm.last().question(), answer, tpm.key(), exchange.selection());
    if (verdict.accepted().isEmpty()) {
      claims.add(Claim.refuted("quote", TpmCheck.plain(verdict.findings())));
      return;
    }
    VerifiedVm proven = verdict.accepted().get();
    claims.add(
        Claim.proved(
            "quote",
            "made now, for this question, by the TPM of %s over %d PCRs"
                .formatted(answer.node(), exchange.selection().indexes().size())));
    claims.addAll(
        new SoftwareCheck(policies, clock)
            .claims(proven.quote(), answer.evidence(), tpm.endorsement()));
    claims.addAll(statements.claims(proven.statement()));
  }
}
