package org.icecoat.factory.attest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.Appraiser;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.PolicyReason;
import org.icecoat.trust.policy.appraisal.Rejected;
import org.icecoat.trust.policy.appraisal.StatedNode;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/** Judges by the versions in force of each policy. */
public final class PolicyAppraisal implements Appraisal {
  /** As {@link #told(PolicyId)} has it. */
  private static final Pattern VERSION = Pattern.compile("(\\S+) version ([0-9]{1,9})");

  private final PoliciesInForce policies;
  private final PolicyName usual;
  private final EndorsementCertificates makers;
  private final Appraiser appraiser;
  private final Clock clock;

  /**
   * Judges by what is in force.
   *
   * @param usual the policy where none is asked for
   * @param makers those whose TPMs are believed now: one that was enrolled before may be another's
   */
  public PolicyAppraisal(
      PoliciesInForce policies, PolicyName usual, EndorsementCertificates makers, Clock clock) {
    this.policies = policies;
    this.usual = usual;
    this.makers = makers;
    this.appraiser = new Appraiser(clock);
    this.clock = clock;
  }

  @Override
  public PolicyName usual() {
    return usual;
  }

  @Override
  public Set<PolicyName> inForce() {
    return policies.names();
  }

  /** What any of the policies and versions asks for: each judges its own PCRs. */
  @Override
  public Optional<PcrSelection> selection() {
    TreeSet<Integer> pcrs = new TreeSet<>();
    versions().forEach(each -> pcrs.addAll(each.signed().policy().pcrs().selection().indexes()));
    return pcrs.isEmpty()
        ? Optional.empty()
        : Optional.of(new PcrSelection(PcrBank.SHA256, List.copyOf(pcrs)));
  }

  @Override
  public List<AcceptedPolicy> versions() {
    return inForce().stream().flatMap(name -> policies.inForce(name).stream()).toList();
  }

  @Override
  public Judgement judge(
      PolicyName name,
      VerifiedQuote quote,
      Evidence evidence,
      EnrolledTpm tpm,
      FilesBefore before) {
    List<AcceptedPolicy> inForce = policies.inForce(name);
    org.icecoat.trust.policy.appraisal.Appraisal appraisal =
        appraiser.appraise(quote, evidence, tpm.proven(), inForce, before);
    List<Objection> ofTpm = ofTpm(tpm.proven());
    if (ofTpm.isEmpty() && appraisal instanceof Trusted trusted) {
      TrustResult result =
          TrustResult.trusted(
              quote.asked(), trusted.validUntil(), told(trusted.policy()), trusted.evidence());
      return new Judgement(result, Optional.of(trusted.policy()));
    }
    List<Objection> found =
        appraisal instanceof Rejected rejected ? rejected.objections() : List.of();
    TrustResult result =
        TrustResult.rejected(quote.asked(), told(ofTpm, found), Optional.of(appraisal.evidence()));
    return new Judgement(
        inForce.isEmpty() ? result : result.by(told(inForce.get(0).id())), Optional.empty());
  }

  @Override
  public List<String> besides(PolicyName name, StatedNode stated) {
    return told(ofTpm(stated.tpm()), appraiser.besides(stated, policies.inForce(name)));
  }

  private static List<String> told(List<Objection> ofTpm, List<Objection> objections) {
    return Stream.concat(ofTpm.stream(), objections.stream()).map(PolicyAppraisal::told).toList();
  }

  /** What the site's makers have against the TPM by now, whatever the policy says. */
  private List<Objection> ofTpm(ProvenTpm tpm) {
    List<Objection> found = new ArrayList<>();
    if (!tpm.isVouchedBy(makers)) {
      found.add(unvouched(tpm));
    }
    tpm.revoked(makers, clock.instant()).stream()
        .map(Objection.OfEvidence::new)
        .forEach(found::add);
    return found;
  }

  private static Objection unvouched(ProvenTpm tpm) {
    return new Objection.OfPolicy(
        PolicyReason.TPM_MAKER,
        "the CA that vouched for it is not in the store of makers any more: " + tpm.maker());
  }

  private static String told(PolicyId policy) {
    return "%s version %d".formatted(policy.name(), policy.version());
  }

  private static String told(Objection objection) {
    return objection.detail().isEmpty()
        ? objection.plain()
        : "%s (%s)".formatted(objection.plain(), objection.detail());
  }

  @Override
  public Optional<Instant> end(TrustResult result) {
    Matcher named = VERSION.matcher(result.policy().orElse(""));
    if (!named.matches()) {
      return Optional.empty();
    }
    int version = Integer.parseInt(named.group(2));
    List<AcceptedPolicy> known = policies.known(new PolicyName(named.group(1)));
    boolean newer = known.stream().allMatch(each -> each.id().version() < version);
    return known.stream()
        .filter(each -> each.id().version() == version)
        .findFirst()
        .map(AcceptedPolicy::until)
        .orElseGet(() -> newer && !known.isEmpty() ? Optional.empty() : Optional.of(result.at()));
  }

  @Override
  public Instant changedAt() {
    return policies.changedAt();
  }

  @Override
  public PoliciesInForce policies() {
    return policies;
  }
}
