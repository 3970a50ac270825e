package org.icecoat.trust.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.icecoat.trust.structure.Octets;

/** A list of revoked certificates to be filled in, and signed however wrong it is. */
public final class TestingRevocations {
  private static final Duration QUARTER = Duration.ofDays(90);

  private final Instant begins;
  private final List<BigInteger> serials = new ArrayList<>();
  private final List<Extension> extensions = new ArrayList<>();
  private Instant ends;
  private String algorithm = "SHA256withECDSA";

  /** A list that counts for a quarter of a year. */
  public TestingRevocations(Instant begins) {
    this.begins = begins;
    this.ends = begins.plus(QUARTER);
  }

  /** Until then, or without an end if it is null. */
  public TestingRevocations until(Instant end) {
    ends = end;
    return this;
  }

  /** JCA's name of the algorithm by which it is signed. */
  public TestingRevocations algorithm(String name) {
    algorithm = name;
    return this;
  }

  public TestingRevocations revoking(X509Certificate certificate) {
    serials.add(certificate.getSerialNumber());
    return this;
  }

  public TestingRevocations revoking(Octets certificate) {
    return revoking(read(certificate));
  }

  private static X509Certificate read(Octets der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der.bytes()));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("No certificate", e);
    }
  }

  /** A critical extension. */
  public TestingRevocations extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    try {
      extensions.add(new Extension(oid, true, value.toASN1Primitive().getEncoded()));
    } catch (IOException e) {
      throw new IllegalArgumentException("The extension has no encoding", e);
    }
    return this;
  }

  Octets signed(X500Name issuer, PrivateKey signer) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(begins));
    if (ends != null) {
      builder.setNextUpdate(Date.from(ends));
    }
    serials.forEach(
        serial -> builder.addCRLEntry(serial, Date.from(begins), CRLReason.keyCompromise));
    try {
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
      return Octets.of(
          builder.build(new JcaContentSignerBuilder(algorithm).build(signer)).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("The list cannot be signed", e);
    }
  }
}
