package org.icecoat.trust.evidence.endorsement;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.Curve;

/** What the TCG EK Credential Profile demands of the certificate itself. */
final class ProfileCheck {
  private static final String EK_CERTIFICATE = "2.23.133.8.1";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;
  private static final int CERTIFICATE_SIGN = 5;
  private static final int LEAST_RSA_BITS = 2048;

  private ProfileCheck() {}

  static void judge(X509Certificate certificate, List<Finding> found) {
    if (certificate.getBasicConstraints() >= 0) {
      add(found, Reason.CERTIFICATE_IS_CA, "basicConstraints");
    }
    if (!usages(certificate).contains(EK_CERTIFICATE)) {
      add(found, Reason.CERTIFICATE_PURPOSE, "extended key usage lacks " + EK_CERTIFICATE);
    }
    keyUsage(certificate, found);
    strength(certificate, found);
    boolean unnamed = certificate.getSubjectX500Principal().getName().isEmpty();
    boolean critical = isCritical(certificate);
    if (identity(certificate).isEmpty() || (unnamed && !critical)) {
      add(found, Reason.MANUFACTURER_MISSING, "subject alternative names, critical " + critical);
    }
  }

  /** Manufacturer, model and version from the alternative directory name. */
  static Optional<TpmIdentity> identity(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(ALTERNATIVE_NAMES);
    if (extension == null) {
      return Optional.empty();
    }
    try {
      byte[] value = ASN1OctetString.getInstance(extension).getOctets();
      for (GeneralName name : GeneralNames.getInstance(value).getNames()) {
        if (name.getTagNo() == GeneralName.directoryName) {
          return TpmIdentity.find(X500Name.getInstance(name.getName()));
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static void keyUsage(X509Certificate certificate, List<Finding> found) {
    boolean rsa = certificate.getPublicKey() instanceof RSAPublicKey;
    int needed = rsa ? KEY_ENCIPHERMENT : KEY_AGREEMENT;
    boolean[] usage = certificate.getKeyUsage();
    if (usage == null || !usage[needed] || usage[CERTIFICATE_SIGN]) {
      String wanted = rsa ? "keyEncipherment" : "keyAgreement";
      add(found, Reason.CERTIFICATE_KEY_USAGE, wanted + " is needed, keyCertSign forbidden");
    }
  }

  private static void strength(X509Certificate certificate, List<Finding> found) {
    boolean strong =
        certificate.getPublicKey() instanceof RSAPublicKey rsa
            ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
            : certificate.getPublicKey() instanceof ECPublicKey ecc
                && Curve.find(ecc.getParams()) != null;
    if (!strong) {
      add(found, Reason.KEY_WEAK, "endorsement key");
    }
  }

  private static List<String> usages(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null ? List.of() : usages;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static boolean isCritical(X509Certificate certificate) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    return critical != null && critical.contains(ALTERNATIVE_NAMES);
  }

  private static void add(List<Finding> found, Reason reason, String detail) {
    found.add(new Finding(reason, detail));
  }
}
