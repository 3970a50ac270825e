package org.icecoat.factory.attest;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.vm.Moments;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.enrolment.CertifiedTpm;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.enrolment.TpmJudge;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.tpm.EkTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which TPM a node has: an endorsement key with the certificate of an accepted maker, and
 * an attestation key that a credential proves to lie beside it (TPM 2.0 part 1, 9.5.3.3).
 */
final class TpmEnrolment {
  private static final Logger LOG = LoggerFactory.getLogger(TpmEnrolment.class);
  private static final String ELSEWHERE =
      "its attestation key does not lie in the TPM of that endorsement key";

  private final AttesterClient client;
  private final TpmJudge judge;
  private final TpmJudge evenExpired;
  private final DoubtRules doubts;
  private final InstantSource clock;
  private final SecureRandom random;

  TpmEnrolment(
      AttesterClient client,
      EndorsementCertificates makers,
      DoubtRules doubts,
      InstantSource clock,
      SecureRandom random) {
    this.client = client;
    this.judge = new TpmJudge(makers);
    this.evenExpired = new TpmJudge(makers.evenExpired());
    this.doubts = doubts;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Judges and challenges the node's TPM.
   *
   * @param accepted what the administrator accepts
   * @throws FactoryException NOT_TRUSTED with all reasons
   */
  EnrolledTpm prove(NodeAddress node, Set<Doubt> accepted) {
    Instant now = Moments.micros(clock);
    TpmClaims claims = client.identify(node);
    Map<ClaimedTpm.Key, EkTemplate> templates = templates(claims);
    ClaimedTpm claimed =
        new ClaimedTpm(templates.keySet().stream().toList(), claims.attestationKey());
    CertifiedTpm tpm = certified(node, claimed, now, accepted);
    tpm.keys().forEach(key -> requireTogether(node, tpm, key, templates.get(key.claimed())));
    return new EnrolledTpm(
        node.name(),
        tpm.identity(),
        ProvenTpm.of(tpm.endorsementKeys()),
        tpm.model(),
        tpm.attestationKey(),
        now);
  }

  /** One certificate that has not expired is enough; only without it is there a doubt. */
  private CertifiedTpm certified(
      NodeAddress node, ClaimedTpm claimed, Instant now, Set<Doubt> accepted) {
    Verdict<CertifiedTpm> verdict = judge.judge(claimed, now);
    if (verdict instanceof Verdict.Refused<CertifiedTpm> refused) {
      return evenExpired
          .judge(claimed, now)
          .accepted()
          .map(tpm -> expired(node, tpm, accepted))
          .orElseThrow(() -> refusal(node, refused));
    }
    return verdict.accepted().orElseThrow();
  }

  private CertifiedTpm expired(NodeAddress node, CertifiedTpm tpm, Set<Doubt> accepted) {
    if (doubts.overcome(Doubt.EXPIRED_CERTIFICATE, accepted)) {
      return tpm;
    }
    throw refused(
        node,
        "the certificate of its endorsement key, or of the maker's CA, has expired; "
            + doubts.advice(Doubt.EXPIRED_CERTIFICATE));
  }

  /** In the order of the templates, so that the same key is the first each time. */
  private static Map<ClaimedTpm.Key, EkTemplate> templates(TpmClaims claims) {
    Map<ClaimedTpm.Key, EkTemplate> templates = new LinkedHashMap<>();
    claims.endorsementKeys().stream()
        .sorted(Comparator.comparing(TpmClaims.Key::template))
        .forEach(
            key ->
                templates.put(new ClaimedTpm.Key(key.area(), key.certificate()), key.template()));
    return templates;
  }

  private void requireTogether(
      NodeAddress node, CertifiedTpm tpm, CertifiedTpm.Key key, EkTemplate template) {
    byte[] secret = new byte[CertifiedTpm.SECRET_BYTES];
    random.nextBytes(secret);
    EncryptedCredential credential = challenge(node, tpm, key, secret);
    Octets answer;
    try {
      answer = client.activate(node, template, credential);
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.NODE_REFUSED ? refused(node, ELSEWHERE) : e;
    }
    if (!MessageDigest.isEqual(answer.bytes(), secret)) {
      throw refused(node, ELSEWHERE);
    }
  }

  private EncryptedCredential challenge(
      NodeAddress node, CertifiedTpm tpm, CertifiedTpm.Key key, byte[] secret) {
    try {
      return tpm.challenge(key, secret, random);
    } catch (TrustException e) {
      throw refused(node, "its endorsement key cannot be challenged: " + e.getMessage());
    }
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
