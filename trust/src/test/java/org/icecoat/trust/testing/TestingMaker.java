package org.icecoat.trust.testing;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.Manufacturer;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.structure.Octets;

/**
 * A maker of TPMs: a CA that certifies endorsement keys, as the TCG's profile asks or otherwise.
 */
public final class TestingMaker {
  public static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  public static final Instant UNTIL = Instant.parse("2035-01-01T00:00:00Z");
  public static final String STM = "id:53544D20";

  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /** A maker whose CA signs itself. */
  public TestingMaker(String name) {
    this(name, KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** A maker whose CA, by its own certificate, signs no lists of revoked ones. */
  public static TestingMaker withoutLists(String name) {
    return new TestingMaker(name, KeyUsage.keyCertSign);
  }

  private TestingMaker(String name, int usage) {
    this(name, usage, TestingKeys.p256());
  }

  private TestingMaker(String name, int usage, KeyPair keys) {
    this.name = new X500Name("CN=" + name);
    this.keys = keys;
    this.certificate =
        authority(this.name, keys.getPublic(), usage).signed(this.name, keys.getPrivate());
  }

  /** A maker whose CA has those keys. */
  public static TestingMaker with(String name, KeyPair keys) {
    return new TestingMaker(name, KeyUsage.keyCertSign | KeyUsage.cRLSign, keys);
  }

  /** A CA that another maker's certified. */
  public TestingMaker(String name, TestingMaker above) {
    this(name, above, TestingKeys.p256(), null);
  }

  /** The same, with those keys, by that signature algorithm of the one above (null: SHA-256). */
  public TestingMaker(String name, TestingMaker above, KeyPair keys, String algorithm) {
    this.name = new X500Name("CN=" + name);
    this.keys = keys;
    this.certificate =
        authority(this.name, keys.getPublic(), KeyUsage.keyCertSign | KeyUsage.cRLSign)
            .algorithm(algorithm)
            .signed(above.name, above.keys.getPrivate());
  }

  private static TestingCertificate authority(X500Name name, PublicKey key, int usage) {
    return new TestingCertificate(name, key, FROM, UNTIL)
        .extension(Extension.basicConstraints, true, new BasicConstraints(true))
        .extension(Extension.keyUsage, true, new KeyUsage(usage));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** As a site accepts it. */
  public Maker accepted(TpmClass tpmClass, String... manufacturers) {
    Set<Manufacturer> ids =
        Set.of(manufacturers).stream().map(Manufacturer::new).collect(Collectors.toSet());
    return new Maker(name.toString(), tpmClass, ids, Set.of(certificate));
  }

  /** A certificate as it should be, for an elliptic key. */
  public Octets certify(PublicKey endorsementKey) {
    return sign(request(endorsementKey, STM, true));
  }

  /**
   * A certificate to be changed; {@code ordered} is whether the identity's SET is in DER's order.
   */
  public TestingCertificate request(PublicKey key, String manufacturer, boolean ordered) {
    return bare(key)
        .extension(Extension.extendedKeyUsage, false, purpose())
        .extension(Extension.keyUsage, true, new KeyUsage(usage(key)))
        .extension(Extension.subjectAlternativeName, true, identity(manufacturer, ordered));
  }

  /** A certificate without extensions and with an empty subject. */
  public static TestingCertificate bare(PublicKey key) {
    return new TestingCertificate(X500Name.getInstance(new DLSequence()), key, FROM, UNTIL);
  }

  public Octets sign(TestingCertificate request) {
    try {
      return Octets.of(request.signed(name, keys.getPrivate()).getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A list of revoked certificates, as it was made out, in the name and with the key of this CA.
   */
  public Octets sign(TestingRevocations list) {
    return list.signed(name, keys.getPrivate());
  }

  public static ExtendedKeyUsage purpose() {
    return new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.23.133.8.1")));
  }

  public static int usage(PublicKey key) {
    return key.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
  }

  /** GeneralNames with one directory name, whose one RDN has manufacturer, model and version. */
  public static ASN1Encodable identity(String manufacturer, boolean ordered) {
    ASN1Encodable model = part("2.23.133.2.2", "Testing TPM");
    ASN1Encodable version = part("2.23.133.2.3", "id:00010002");
    ASN1Encodable maker = part("2.23.133.2.1", manufacturer);
    ASN1EncodableVector parts = new ASN1EncodableVector();
    for (ASN1Encodable each :
        ordered
            ? new ASN1Encodable[] {maker, version, model}
            : new ASN1Encodable[] {model, maker, version}) {
      parts.add(each);
    }
    DLSequence directory = new DLSequence(new DLSet(parts));
    return new DLSequence(new DLTaggedObject(true, GeneralName.directoryName, directory));
  }

  private static ASN1Encodable part(String oid, String value) {
    return new DLSequence(
        new ASN1Encodable[] {new ASN1ObjectIdentifier(oid), new DERUTF8String(value)});
  }
}
