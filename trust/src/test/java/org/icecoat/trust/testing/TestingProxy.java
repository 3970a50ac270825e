package org.icecoat.trust.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A proxy as RFC 3820 wants it, and every way in which it can be wrong. */
public final class TestingProxy {
  private static final ASN1ObjectIdentifier RFC3820 =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
  private static final ASN1ObjectIdentifier DRAFT =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.3536.1.222");
  private static final ASN1ObjectIdentifier VOMS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5");
  private static final String INHERIT_ALL = "1.3.6.1.5.5.7.21.1";
  private static final String INDEPENDENT = "1.3.6.1.5.5.7.21.2";
  private static final String LIMITED = "1.3.6.1.4.1.3536.1.1.1.9";
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final Duration EARLIER = Duration.ofMinutes(5);

  private final TestingCredential issuer;
  private Instant notBefore;
  private Instant notAfter;
  private KeyPair keys;
  private PrivateKey signer;
  private ASN1ObjectIdentifier kind = RFC3820;
  private String policy = INHERIT_ALL;
  private Integer pathLimit;
  private boolean authority;
  private String algorithm;
  private X500Name subject;
  private byte[] attributeCertificates;
  private ASN1Encodable garbage;

  TestingProxy(TestingCredential issuer, Clock clock) {
    this.issuer = issuer;
    this.signer = issuer.key();
    this.notBefore = clock.instant().minus(EARLIER);
    this.notAfter = clock.instant().plus(HALF_A_DAY);
    this.subject = named(Long.toString(new SecureRandom().nextLong() >>> 1));
  }

  public TestingProxy from(Instant instant) {
    notBefore = instant;
    return this;
  }

  public TestingProxy until(Instant instant) {
    notAfter = instant;
    return this;
  }

  public TestingProxy limited() {
    return policy(LIMITED);
  }

  public TestingProxy independent() {
    return policy(INDEPENDENT);
  }

  /** The policy language, by its OID. */
  public TestingProxy policy(String oid) {
    policy = oid;
    return this;
  }

  public TestingProxy pathLimit(int limit) {
    pathLimit = limit;
    return this;
  }

  /** Without an extension, known by its last name alone. */
  public TestingProxy legacy() {
    kind = null;
    subject = named("proxy");
    return this;
  }

  /** With the extension of the draft before RFC 3820. */
  public TestingProxy draft() {
    kind = DRAFT;
    return this;
  }

  /** An ordinary certificate that an end entity signed, which it may not. */
  public TestingProxy withoutProxyInformation() {
    kind = null;
    return this;
  }

  public TestingProxy thatIsAuthority() {
    authority = true;
    return this;
  }

  public TestingProxy subject(String name) {
    subject = new X500Name(name);
    return this;
  }

  public TestingProxy signedBy(PrivateKey other) {
    signer = other;
    return this;
  }

  public TestingProxy algorithm(String name) {
    algorithm = name;
    return this;
  }

  public TestingProxy keys(KeyPair other) {
    keys = other;
    return this;
  }

  /** With this in place of what RFC 3820 wants in the extension. */
  public TestingProxy proxyInformation(ASN1Encodable value) {
    garbage = value;
    return this;
  }

  /** Carries this VOMS extension, be it another's; the bytes are the extension's value. */
  public TestingProxy attributeCertificates(byte[] value) {
    attributeCertificates = value.clone();
    return this;
  }

  /** The proxy, in front of its issuer's chain. */
  public TestingCredential issue() {
    KeyPair leafKeys = keys != null ? keys : TestingKeys.p256();
    TestingCertificate request =
        new TestingCertificate(subject, leafKeys.getPublic(), notBefore, notAfter)
            .algorithm(algorithm)
            .serial(new BigInteger(Long.SIZE - 1, new SecureRandom()).add(BigInteger.ONE))
            .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    if (kind != null) {
      request.extension(kind, true, garbage != null ? garbage : proxyInformation());
    }
    if (authority) {
      request.extension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    if (attributeCertificates != null) {
      request.extension(VOMS, false, ASN1Sequence.getInstance(attributeCertificates));
    }
    X509Certificate leaf = request.signed(nameOf(issuer), signer);
    return issuer.extended(leaf, leafKeys);
  }

  /** RFC 3820 has the path limit first, the draft has it last and tagged. */
  private DERSequence proxyInformation() {
    ASN1EncodableVector content = new ASN1EncodableVector();
    if (pathLimit != null && kind.equals(RFC3820)) {
      content.add(new ASN1Integer(pathLimit));
    }
    content.add(new DERSequence(new ASN1ObjectIdentifier(policy)));
    if (pathLimit != null && kind.equals(DRAFT)) {
      content.add(new DERTaggedObject(true, 1, new ASN1Integer(pathLimit)));
    }
    return new DERSequence(content);
  }

  private X500Name named(String lastName) {
    RDN[] names = nameOf(issuer).getRDNs();
    RDN[] longer = Arrays.copyOf(names, names.length + 1);
    longer[names.length] = new RDN(BCStyle.CN, new DERUTF8String(lastName));
    return new X500Name(longer);
  }

  private static X500Name nameOf(TestingCredential credential) {
    return X500Name.getInstance(credential.leaf().getSubjectX500Principal().getEncoded());
  }
}
