package org.icecoat.testbed.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** The authority's key: signs certificates and revocation lists, and writes nothing. */
final class Authority {
  private static final int USUAL = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
  private static final Duration LIST_LIFE = Duration.ofDays(30);

  private final SecureRandom random;
  private final KeyPair keys;
  private final X509Certificate certificate;

  Authority(X500Principal name, Validity validity, SecureRandom random) {
    this.random = random;
    this.keys = newKeys();
    this.certificate =
        crypto(
            name,
            () -> {
              X509v3CertificateBuilder builder = builder(name, name, keys, validity);
              builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
              int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
              builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
              return sign(builder);
            });
  }

  X509Certificate certificate() {
    return certificate;
  }

  KeyPair keys() {
    return keys;
  }

  KeyPair newKeys() {
    return crypto(
        null,
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048, random);
          return generator.generateKeyPair();
        });
  }

  /** For TLS as client and server; names of type DNS and IP address. */
  X509Certificate host(
      X500Principal subject, KeyPair of, Validity validity, List<GeneralName> names) {
    return crypto(
        subject,
        () -> {
          X509v3CertificateBuilder builder = endEntity(subject, of, validity);
          GeneralNames all = new GeneralNames(names.toArray(GeneralName[]::new));
          builder.addExtension(Extension.subjectAlternativeName, false, all);
          KeyPurposeId[] both = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(both));
          return sign(builder);
        });
  }

  X509Certificate user(X500Principal subject, KeyPair of, Validity validity) {
    return crypto(
        subject,
        () -> {
          X509v3CertificateBuilder builder = endEntity(subject, of, validity);
          ExtendedKeyUsage client = new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
          builder.addExtension(Extension.extendedKeyUsage, false, client);
          return sign(builder);
        });
  }

  X509CRL revocations(long number, Instant now, Map<BigInteger, Instant> revoked) {
    return crypto(
        certificate.getSubjectX500Principal(),
        () -> {
          JcaX509v2CRLBuilder builder =
              new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(now));
          builder.setNextUpdate(Date.from(now.plus(LIST_LIFE)));
          revoked.forEach(
              (serial, when) ->
                  builder.addCRLEntry(serial, Date.from(when), CRLReason.keyCompromise));
          JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
          builder.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(certificate));
          builder.addExtension(
              Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
          return new JcaX509CRLConverter().getCRL(builder.build(signer()));
        });
  }

  private X509v3CertificateBuilder endEntity(X500Principal subject, KeyPair of, Validity validity)
      throws GeneralSecurityException, CertIOException {
    X500Principal issuer = certificate.getSubjectX500Principal();
    X509v3CertificateBuilder builder = builder(issuer, subject, of, validity);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(USUAL));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
    return builder;
  }

  private X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair of, Validity validity)
      throws GeneralSecurityException, CertIOException {
    BigInteger serial = new BigInteger(63, random).add(BigInteger.ONE);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial,
            Date.from(validity.from()),
            Date.from(validity.until()),
            subject,
            of.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(of.getPublic()));
    return builder;
  }

  private X509Certificate sign(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
  }

  private static <T> T crypto(X500Principal subject, Signing<T> signing) {
    try {
      return signing.run();
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new TestbedException(
          TestbedFault.CRYPTO_FAILED, "Cannot make what was asked for " + subject, e);
    }
  }

  private interface Signing<T> {
    T run() throws GeneralSecurityException, OperatorCreationException, CertIOException;
  }
}
