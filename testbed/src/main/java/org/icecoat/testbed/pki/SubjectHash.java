package org.icecoat.testbed.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * The name of an authority's files in a trust folder, as OpenSSL since 1.0 computes it: the first
 * four bytes, little endian, of the SHA-1 over the name's canonical form (values as UTF-8 in lower
 * case with single blanks; no outer SEQUENCE header).
 */
final class SubjectHash {
  private SubjectHash() {}

  static String of(X500Principal subject) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(canonical(X500Name.getInstance(subject.getEncoded())));
      return "%08x".formatted(ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt());
    } catch (GeneralSecurityException | IOException e) {
      throw new TestbedException(TestbedFault.CRYPTO_FAILED, "Cannot hash " + subject, e);
    }
  }

  private static byte[] canonical(X500Name name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (RDN rdn : name.getRDNs()) {
      AttributeTypeAndValue attribute = rdn.getFirst();
      DERSequence pair =
          new DERSequence(
              new ASN1Encodable[] {attribute.getType(), new DERUTF8String(plain(attribute))});
      bytes.write(new DERSet(pair).getEncoded(ASN1Encoding.DER));
    }
    return bytes.toByteArray();
  }

  private static String plain(AttributeTypeAndValue attribute) {
    String value = ((ASN1String) attribute.getValue()).getString();
    return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
