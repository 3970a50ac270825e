package org.icecoat.trust.cms;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.structure.Octets;

/** Signs documents with somebody's certificate. */
public final class CmsSigner {
  private final Clock clock;

  public CmsSigner(Clock clock) {
    this.clock = clock;
  }

  /**
   * CMS SignedData in PEM, with document, certificate chain and time.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE if the key cannot sign
   */
  public Octets sign(Octets document, PemCredential credential) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(signer(credential));
      generator.addCertificates(new JcaCertStore(credential.chain().certificates()));
      byte[] encoded =
          generator.generate(new CMSProcessableByteArray(document.bytes()), true).getEncoded();
      StringWriter text = new StringWriter();
      try (PemWriter writer = new PemWriter(text)) {
        writer.writeObject(new PemObject("CMS", encoded));
      }
      return Octets.of(text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (CMSException
        | CertificateEncodingException
        | OperatorCreationException
        | IOException e) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE,
          "Nothing can be signed with the %s: %s".formatted(credential, e.getMessage()),
          e);
    }
  }

  private SignerInfoGenerator signer(PemCredential credential)
      throws OperatorCreationException, CertificateEncodingException {
    boolean elliptic = credential.key().getAlgorithm().startsWith("EC");
    String algorithm = elliptic ? "SHA256withECDSA" : "SHA256withRSA";
    return new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
        .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(time()))
        .build(new JcaContentSignerBuilder(algorithm).build(credential.key()), credential.leaf());
  }

  private AttributeTable time() {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(clock.instant())))));
    return new AttributeTable(attributes);
  }
}
