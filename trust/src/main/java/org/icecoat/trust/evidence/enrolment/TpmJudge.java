package org.icecoat.trust.evidence.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;

/** Judges what somebody claims his TPM to be. For any number of threads. */
public final class TpmJudge {
  private final EndorsementCertificates makers;

  /**
   * A judge of TPMs.
   *
   * @param makers whose TPMs are believed
   */
  public TpmJudge(EndorsementCertificates makers) {
    this.makers = makers;
  }

  /**
   * Judges the claims. One endorsement key that is right is enough: a TPM may have certificates of
   * makers that are not accepted. One that is revoked speaks against the whole TPM. All that are
   * right are kept, so that a clone cannot show another key of the same TPM.
   *
   * @param at when the certificates have to be valid
   */
  public Verdict<CertifiedTpm> judge(ClaimedTpm claims, Instant at) {
    List<Finding> found = new ArrayList<>();
    List<CertifiedTpm.Key> keys = new ArrayList<>();
    for (ClaimedTpm.Key claimed : claims.endorsementKeys()) {
      claimed.certificate().flatMap(der -> judge(claimed, der, at, found)).ifPresent(keys::add);
    }
    Verdict<AttestationKey> attestationKey = attestationKey(claims.attestationKey());
    boolean believed = !keys.isEmpty() && found.stream().noneMatch(TpmJudge::revoked);
    if (believed && attestationKey instanceof Verdict.Accepted<AttestationKey> accepted) {
      return new Verdict.Accepted<>(new CertifiedTpm(keys, accepted.proven()));
    }
    List<Finding> all = new ArrayList<>(believed ? List.of() : refused(found));
    all.addAll(attestationKey.findings());
    return new Verdict.Refused<>(all);
  }

  private static List<Finding> refused(List<Finding> found) {
    return found.isEmpty()
        ? List.of(new Finding(Reason.CERTIFICATE_MISSING, "no endorsement key has one"))
        : found;
  }

  private static Verdict<AttestationKey> attestationKey(PublicArea area) {
    return AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, area.name()));
  }

  /** What a maker takes back it takes back of the TPM, whatever other certificates that has. */
  private static boolean revoked(Finding finding) {
    return finding.reason() == Reason.CERTIFICATE_REVOKED;
  }

  private Optional<CertifiedTpm.Key> judge(
      ClaimedTpm.Key claimed, Octets der, Instant at, List<Finding> found) {
    Verdict<EndorsementKey> verdict = makers.judge(der, List.of(), at);
    found.addAll(verdict.findings());
    return verdict
        .accepted()
        .filter(key -> same(key, claimed, found))
        .map(key -> new CertifiedTpm.Key(claimed, key));
  }

  private static boolean same(EndorsementKey key, ClaimedTpm.Key claimed, List<Finding> found) {
    Verdict<PublicArea> same = key.confirm(claimed.area());
    found.addAll(same.findings());
    if (claimed.area().nameAlgorithm().length() < CertifiedTpm.SECRET_BYTES) {
      found.add(new Finding(Reason.KEY_WEAK, "the endorsement key's name"));
      return false;
    }
    if (!guardsChildren(claimed.area())) {
      found.add(new Finding(Reason.KEY_NOT_STORAGE, "nothing can be wrapped to it"));
      return false;
    }
    return same.accepted().isPresent();
  }

  private static boolean guardsChildren(PublicArea area) {
    return area.parameters() instanceof Rsa rsa
        ? rsa.aesBits() > 0
        : area.parameters() instanceof Ecc ecc && ecc.aesBits() > 0;
  }
}
