package org.icecoat.trust.cms;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.icecoat.trust.cms.CmsFlaw.Kind;

/** Judges one SignerInfo (RFC 5652, 5.3) against the certificate that it names. */
final class SignatureCheck {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final int NON_REPUDIATION = 1;
  private static final Set<String> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId());
  private static final Set<String> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption.getId(),
          PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA512.getId());

  private SignatureCheck() {}

  /** Whether the signer says that this is its certificate. */
  static boolean names(SignerInformation signer, X509Certificate certificate) {
    try {
      return signer.getSID().match(new JcaX509CertificateHolder(certificate));
    } catch (CertificateEncodingException e) {
      return false;
    }
  }

  static void judge(SignerInformation signer, X509Certificate certificate, List<CmsFlaw> found) {
    if (!DIGESTS.contains(signer.getDigestAlgOID())
        || !SIGNATURES.contains(signer.getEncryptionAlgOID())) {
      String used = signer.getDigestAlgOID() + " with " + signer.getEncryptionAlgOID();
      found.add(new CmsFlaw(Kind.ALGORITHM_WEAK, used));
      return;
    }
    if (!verifies(signer, certificate)) {
      String name = certificate.getSubjectX500Principal().getName();
      found.add(new CmsFlaw(Kind.SIGNATURE_WRONG, "by the key of " + name));
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[0] && !usage[NON_REPUDIATION]) {
      found.add(new CmsFlaw(Kind.SIGNER_NOT_SIGNING, "digitalSignature is needed"));
    }
  }

  private static boolean verifies(SignerInformation signer, X509Certificate certificate) {
    try {
      return signer.verify(
          new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
    } catch (CMSException
        | OperatorCreationException
        | IllegalArgumentException
        | IllegalStateException e) {
      return false;
    }
  }

  /** When it was signed, or null with a finding. */
  static Instant time(
      SignerInformation signer, X509Certificate certificate, Instant now, List<CmsFlaw> found) {
    Instant signed = claimedTime(signer);
    if (signed == null) {
      found.add(new CmsFlaw(Kind.TIME_MISSING, ""));
      return null;
    }
    if (signed.isAfter(now.plus(CLOCKS_DIFFER))) {
      found.add(new CmsFlaw(Kind.SIGNED_IN_FUTURE, signed + ", now it is " + now));
    }
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (signed.isBefore(from) || signed.isAfter(until)) {
      found.add(
          new CmsFlaw(
              Kind.TIME_OUTSIDE_CERTIFICATE,
              "%s, the certificate is valid from %s to %s".formatted(signed, from, until)));
    }
    return signed;
  }

  private static Instant claimedTime(SignerInformation signer) {
    AttributeTable attributes = signer.getSignedAttributes();
    if (attributes == null) {
      return null;
    }
    ASN1EncodableVector all = attributes.getAll(CMSAttributes.signingTime);
    if (all.size() != 1) {
      return null;
    }
    try {
      ASN1Encodable[] values = Attribute.getInstance(all.get(0)).getAttributeValues();
      return values.length == 1 ? Time.getInstance(values[0]).getDate().toInstant() : null;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return null;
    }
  }
}
