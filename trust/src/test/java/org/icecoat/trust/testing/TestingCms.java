package org.icecoat.trust.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
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
import org.icecoat.trust.structure.Octets;

/** A right signature by somebody, of now, until something of it is left out or changed. */
public final class TestingCms {
  private final TestingCredential signer;
  private List<Instant> times;
  private boolean attributes = true;
  private boolean certificates = true;
  private boolean detached;
  private int signers = 1;
  private String algorithm = "SHA256withECDSA";

  public TestingCms(TestingCredential signer, Instant now) {
    this.signer = signer;
    this.times = List.of(now);
  }

  /** Says that it was made then: once, not at all, or several times. */
  public TestingCms at(Instant... each) {
    times = List.of(each);
    return this;
  }

  /** Signs the document and nothing besides. */
  public TestingCms withoutAttributes() {
    attributes = false;
    return this;
  }

  public TestingCms withoutCertificates() {
    certificates = false;
    return this;
  }

  /** The document is elsewhere. */
  public TestingCms detached() {
    detached = true;
    return this;
  }

  public TestingCms signers(int number) {
    signers = number;
    return this;
  }

  /** JCA's name of the signature algorithm. */
  public TestingCms algorithm(String name) {
    algorithm = name;
    return this;
  }

  /** CMS SignedData in PEM. */
  public Octets sign(Octets document) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      for (int i = 0; i < signers; i++) {
        generator.addSignerInfoGenerator(generator());
      }
      if (certificates) {
        generator.addCertificates(new JcaCertStore(List.of(signer.chain())));
      }
      return pem(
          generator
              .generate(new CMSProcessableByteArray(document.bytes()), !detached)
              .getEncoded());
    } catch (CMSException | IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("Nothing can be signed", e);
    }
  }

  private SignerInfoGenerator generator()
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
        .setDirectSignature(!attributes)
        .setSignedAttributeGenerator(signed())
        .build(new JcaContentSignerBuilder(algorithm).build(signer.key()), signer.leaf());
  }

  /** The usual ones, with other times. */
  private CMSAttributeTableGenerator signed() {
    return parameters -> {
      AttributeTable usual =
          new DefaultSignedAttributeTableGenerator()
              .getAttributes(parameters)
              .remove(CMSAttributes.signingTime);
      ASN1EncodableVector all = usual.toASN1EncodableVector();
      for (Instant time : times) {
        all.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
      }
      return new AttributeTable(all);
    };
  }

  private static Octets pem(byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject("CMS", der));
    }
    return Octets.of(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
