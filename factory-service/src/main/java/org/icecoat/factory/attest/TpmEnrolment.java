package org.icecoat.factory.attest;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.vm.Moments;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmIdentity;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which TPM a node has: an endorsement key with the certificate of an accepted maker, and
 * an attestation key that a credential proves to lie beside it (TPM 2.0 part 1, 9.5.3.3).
 */
final class TpmEnrolment {
  private static final Logger LOG = LoggerFactory.getLogger(TpmEnrolment.class);
  private static final int CREDENTIAL_BYTES = 32;
  private static final String ELSEWHERE =
      "its attestation key does not lie in the TPM of that endorsement key";

  private final AttesterClient client;
  private final EndorsementCertificates makers;
  private final InstantSource clock;
  private final SecureRandom random;

  TpmEnrolment(
      AttesterClient client,
      EndorsementCertificates makers,
      InstantSource clock,
      SecureRandom random) {
    this.client = client;
    this.makers = makers;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Judges and challenges the node's TPM.
   *
   * @throws FactoryException NOT_TRUSTED with all reasons
   */
  EnrolledTpm prove(NodeAddress node) {
    Instant now = Moments.micros(clock);
    TpmClaims claims = client.identify(node);
    List<Proven> proven = endorsementKeys(node, claims, now);
    AttestationKey attestationKey =
        accepted(
            node,
            AttestationKey.judge(
                claims.attestationKey(),
                TpmName.qualified(Hierarchy.ENDORSEMENT, claims.attestationKey().name())));
    proven.forEach(each -> requireTogether(node, each.claimed(), attestationKey));
    EndorsementKey first = proven.get(0).key();
    TpmIdentity says = first.identity();
    return new EnrolledTpm(
        node.name(),
        proven.stream().map(each -> each.key().digest()).distinct().toList(),
        ProvenTpm.of(first),
        "%s %s %s".formatted(says.manufacturer(), says.model(), says.version()),
        attestationKey,
        now);
  }

  private record Proven(TpmClaims.Key claimed, EndorsementKey key) {}

  /**
   * One that is right is enough: a TPM may have certificates of makers that are not accepted. All
   * that are right are kept, so that a clone cannot show another key of the same TPM.
   */
  private List<Proven> endorsementKeys(NodeAddress node, TpmClaims claims, Instant now) {
    List<Finding> found = new ArrayList<>();
    List<Proven> proven = new ArrayList<>();
    List<TpmClaims.Key> byTemplate = new ArrayList<>(claims.endorsementKeys());
    byTemplate.sort(Comparator.comparing(TpmClaims.Key::template));
    for (TpmClaims.Key claimed : byTemplate) {
      claimed
          .certificate()
          .ifPresent(der -> judge(claimed, der, now, found).ifPresent(proven::add));
    }
    if (!proven.isEmpty()) {
      return proven;
    }
    throw found.isEmpty()
        ? refused(node, "its TPM has no certificate of its maker")
        : refusal(node, new Verdict.Refused<EndorsementKey>(found));
  }

  private Optional<Proven> judge(
      TpmClaims.Key claimed, Octets der, Instant now, List<Finding> found) {
    Verdict<EndorsementKey> verdict = makers.judge(der, List.of(), now);
    found.addAll(verdict.findings());
    return verdict
        .accepted()
        .filter(key -> same(key, claimed, found))
        .map(key -> new Proven(claimed, key));
  }

  private static boolean same(EndorsementKey key, TpmClaims.Key claimed, List<Finding> found) {
    Verdict<PublicArea> same = key.confirm(claimed.area());
    found.addAll(same.findings());
    return same.accepted().isPresent();
  }

  private void requireTogether(NodeAddress node, TpmClaims.Key claimed, AttestationKey key) {
    if (claimed.area().nameAlgorithm().length() < CREDENTIAL_BYTES) {
      throw refused(node, "its endorsement key has a weak name");
    }
    byte[] secret = new byte[CREDENTIAL_BYTES];
    random.nextBytes(secret);
    EncryptedCredential credential = challenge(node, claimed, key, secret);
    Octets answer;
    try {
      answer = client.activate(node, claimed.template(), credential);
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.NODE_REFUSED ? refused(node, ELSEWHERE) : e;
    }
    if (!MessageDigest.isEqual(answer.bytes(), secret)) {
      throw refused(node, ELSEWHERE);
    }
  }

  private EncryptedCredential challenge(
      NodeAddress node, TpmClaims.Key claimed, AttestationKey key, byte[] secret) {
    try {
      return CredentialChallenge.make(claimed.area(), key.name(), secret, random);
    } catch (TrustException e) {
      throw refused(node, "its endorsement key cannot be challenged: " + e.getMessage());
    }
  }

  private static <T> T accepted(NodeAddress node, Verdict<T> verdict) {
    return verdict.accepted().orElseThrow(() -> refusal(node, (Verdict.Refused<T>) verdict));
  }

  private static FactoryException refusal(NodeAddress node, Verdict.Refused<?> refused) {
    LOG.warn("{} is not enrolled: {}", node.name(), refused.detailed());
    return refused(node, refused.plain());
  }

  static FactoryException refused(NodeAddress node, String why) {
    return new FactoryException(
        FactoryFault.NOT_TRUSTED, "The node " + node.name() + " is not believed: " + why + ".");
  }
}
