package org.icecoat.trust.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** One certificate to be signed; whatever it says is signed, however wrong. */
public final class TestingCertificate {
  private static final int SERIAL_BITS = 63;

  private final X500Name subject;
  private final PublicKey key;
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
  private Instant notBefore;
  private Instant notAfter;
  private String algorithm;

  public TestingCertificate(X500Name subject, PublicKey key, Instant notBefore, Instant notAfter) {
    this.subject = subject;
    this.key = key;
    this.notBefore = notBefore;
    this.notAfter = notAfter;
  }

  public TestingCertificate from(Instant instant) {
    notBefore = instant;
    return this;
  }

  public TestingCertificate until(Instant instant) {
    notAfter = instant;
    return this;
  }

  public TestingCertificate serial(BigInteger number) {
    serial = number;
    return this;
  }

  /** JCA's name of the signature algorithm; otherwise SHA-256 with the signer's kind of key. */
  public TestingCertificate algorithm(String name) {
    algorithm = name;
    return this;
  }

  public TestingCertificate extension(
      ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("The extension has no encoding", e);
    }
    return this;
  }

  /** The same extension with another value, or a first one. */
  public TestingCertificate replaced(
      ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    if (!extensions.hasExtension(oid)) {
      return extension(oid, critical, value);
    }
    try {
      extensions.replaceExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("The extension has no encoding", e);
    }
    return this;
  }

  /** The certificate, signed in the name of {@code issuer} by {@code signer}. */
  public X509Certificate signed(X500Name issuer, PrivateKey signer) {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
    try {
      if (!extensions.isEmpty()) {
        for (ASN1ObjectIdentifier oid : extensions.generate().getExtensionOIDs()) {
          Extension extension = extensions.generate().getExtension(oid);
          builder.addExtension(extension);
        }
      }
      X509CertificateHolder holder =
          builder.build(new JcaContentSignerBuilder(algorithmFor(signer)).build(signer));
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("The certificate cannot be signed", e);
    }
  }

  private String algorithmFor(PrivateKey signer) {
    if (algorithm != null) {
      return algorithm;
    }
    return signer.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
