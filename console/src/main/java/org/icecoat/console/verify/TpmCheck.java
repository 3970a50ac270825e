package org.icecoat.console.verify;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.CertifiedTpmText;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.verify.EvidenceExchange.Round;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.vm.TpmKeysType;

/**
 * Whether the keys that came back lie in a TPM of a maker that the user trusts: by the certificate
 * of an endorsement key, and by a secret that only this TPM can open, of which an answer shows that
 * it was opened, for that question alone.
 */
final class TpmCheck {
  private static final int SECRET_BYTES = 32;

  private final Optional<EndorsementCertificates> makers;
  private final SecureRandom random;
  private final Instant now;
  private final List<Claim> claims = new ArrayList<>();

  TpmCheck(Optional<EndorsementCertificates> makers, SecureRandom random, Instant now) {
    this.makers = makers;
    this.random = random;
    this.now = now;
  }

  /**
   * Found, and to be used in what follows.
   *
   * @param endorsement empty if nothing proves that the other key lies in a TPM at all
   */
  record Tpm(AttestationKey key, Optional<EndorsementKey> endorsement, Round last) {
    TpmKeys keys() {
      return new TpmKeys(key.name(), endorsement.map(EndorsementKey::digest));
    }
  }

  /** An endorsement key that its certificate speaks of. */
  private record Certified(EndorsementKeyType wire, PublicArea area, EndorsementKey key) {}

  List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** Judges the keys, asking once more; empty if evidence by them need not be looked at. */
  Optional<Tpm> judge(EvidenceExchange exchange) {
    Round first = exchange.keys();
    if (makers.isEmpty()) {
      claims.add(
          Claim.unproved("TPM", "name the makers that you trust with --makers, or set tpm-makers"));
    }
    try {
      TpmKeysType keys = EvidenceExchange.required("Keys", first.wire().getKeys());
      Optional<AttestationKey> key = attestationKey(keys);
      Optional<Certified> endorsement = makers.flatMap(known -> endorsement(keys, known));
      if (key.isEmpty()) {
        return Optional.empty();
      }
      Optional<Round> second =
          endorsement.flatMap(certified -> together(exchange, certified, key.get()));
      return Optional.of(
          new Tpm(
              key.get(),
              endorsement.filter(certified -> second.isPresent()).map(Certified::key),
              second.orElse(first)));
    } catch (IllegalArgumentException | TrustException e) {
      claims.add(Claim.refuted("keys", "what came back is no answer: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<AttestationKey> attestationKey(TpmKeysType keys) {
    PublicArea area = area(keys.getAttestationKey());
    Verdict<AttestationKey> verdict =
        AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, area.name()));
    if (verdict.accepted().isEmpty()) {
      claims.add(Claim.refuted("keys", plain(verdict.findings())));
    }
    return verdict.accepted();
  }

  /** The first that is right; one that its maker has revoked speaks against the whole TPM. */
  private Optional<Certified> endorsement(TpmKeysType keys, EndorsementCertificates known) {
    List<Finding> found = new ArrayList<>();
    Optional<Certified> first = Optional.empty();
    for (EndorsementKeyType wire : keys.getEndorsementKey()) {
      if (wire.getCertificate() != null) {
        Optional<Certified> right = certified(wire, known, found);
        first = first.or(() -> right);
      }
    }
    boolean revoked =
        found.stream().anyMatch(finding -> finding.reason() == Reason.CERTIFICATE_REVOKED);
    if (first.isPresent() && !revoked) {
      told(first.get().key());
      return first;
    }
    claims.add(
        Claim.refuted(
            "TPM", found.isEmpty() ? "it shows no certificate of its maker" : plain(found)));
    return Optional.empty();
  }

  private Optional<Certified> certified(
      EndorsementKeyType wire, EndorsementCertificates known, List<Finding> found) {
    PublicArea area = area(wire.getPublicArea());
    Verdict<EndorsementKey> verdict = known.judge(Octets.of(wire.getCertificate()), List.of(), now);
    found.addAll(verdict.findings());
    return verdict
        .accepted()
        .filter(key -> same(key, area, found))
        .map(key -> new Certified(wire, area, key));
  }

  private static boolean same(EndorsementKey key, PublicArea area, List<Finding> found) {
    Verdict<PublicArea> verdict = key.confirm(area);
    found.addAll(verdict.findings());
    return verdict.accepted().isPresent();
  }

  private void told(EndorsementKey key) {
    CertifiedTpmText tpm = new CertifiedTpmText(key);
    claims.add(Claim.proved("TPM", tpm.model()));
    claims.add(tpm.hardware());
  }

  /** Whether both keys lie in one TPM: what came with the answer, if they do. */
  private Optional<Round> together(
      EvidenceExchange exchange, Certified endorsement, AttestationKey key) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    EncryptedCredential credential =
        CredentialChallenge.make(endorsement.area(), key.name(), secret, random);
    try {
      Round second = exchange.opening(endorsement.wire().getTemplate(), credential);
      byte[] opened = second.wire().getOpened();
      Octets right = VmVerifier.opened(second.question().nonce(), secret);
      if (opened != null && MessageDigest.isEqual(opened, right.bytes())) {
        claims.add(Claim.proved("keys", "its TPM opened a secret made for both its keys"));
        return Optional.of(second);
      }
      claims.add(Claim.refuted("keys", "its TPM did not open a secret made for both its keys"));
    } catch (ConsoleException e) {
      if (e.fault() != ConsoleFault.REFUSED) {
        throw e;
      }
      claims.add(Claim.refuted("keys", "they do not lie in one TPM: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private static PublicArea area(byte[] wire) {
    return PublicArea.parseSized(Octets.of(EvidenceExchange.required("PublicArea", wire)));
  }

  static String plain(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.reason().plain())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
