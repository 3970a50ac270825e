package org.icecoat.trust.evidence;

import java.util.List;
import org.icecoat.trust.structure.Curve;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;

/** What a key has to be by its public area, which the TPM enforces. */
final class KeyRules {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_AES_BITS = 128;

  private KeyRules() {}

  /** A key that signs only what its TPM itself says. */
  static void attestation(PublicArea area, List<Finding> found) {
    resident(area, found);
    strong(area, found);
    unless(area.attributes().has(Attributes.RESTRICTED), Reason.KEY_NOT_RESTRICTED, area, found);
    unless(area.attributes().has(Attributes.SIGN), Reason.KEY_NOT_SIGNING, area, found);
    unless(!area.attributes().has(Attributes.DECRYPT), Reason.KEY_DECRYPTS, area, found);
    unless(fixedScheme(area), Reason.SCHEME_OPEN, area, found);
  }

  /** A key for TLS or documents. */
  static void signing(PublicArea area, List<Finding> found) {
    resident(area, found);
    strong(area, found);
    unless(area.attributes().has(Attributes.SIGN), Reason.KEY_NOT_SIGNING, area, found);
    unless(!area.attributes().has(Attributes.DECRYPT), Reason.KEY_DECRYPTS, area, found);
  }

  /** A key below which others, and secrets, are kept. */
  static void storage(PublicArea area, List<Finding> found) {
    resident(area, found);
    strong(area, found);
    int wanted = Attributes.RESTRICTED | Attributes.DECRYPT;
    boolean storage =
        area.attributes().has(wanted)
            && !area.attributes().has(Attributes.SIGN)
            && aesBits(area) >= LEAST_AES_BITS;
    unless(storage, Reason.KEY_NOT_STORAGE, area, found);
  }

  private static void resident(PublicArea area, List<Finding> found) {
    int fixed = Attributes.FIXED_TPM | Attributes.FIXED_PARENT;
    unless(area.attributes().has(fixed), Reason.KEY_NOT_FIXED, area, found);
    boolean madeHere = area.attributes().has(Attributes.SENSITIVE_DATA_ORIGIN);
    unless(madeHere, Reason.KEY_IMPORTED, area, found);
  }

  private static void strong(PublicArea area, List<Finding> found) {
    boolean strong =
        area.parameters() instanceof Rsa rsa
            ? rsa.keyBits() >= LEAST_RSA_BITS
            : area.parameters() instanceof Ecc ecc && ecc.curve().fieldBytes() >= smallest();
    unless(strong && area.nameAlgorithm() != HashAlgorithm.SHA1, Reason.KEY_WEAK, area, found);
  }

  private static boolean fixedScheme(PublicArea area) {
    Scheme scheme = area.parameters().scheme();
    return switch (scheme.kind()) {
      case ECDSA, RSASSA, RSAPSS -> scheme.hash() != HashAlgorithm.SHA1;
      case NONE, HMAC, RSAES, OAEP, ECDH -> false;
    };
  }

  private static int aesBits(PublicArea area) {
    if (area.parameters() instanceof Rsa rsa) {
      return rsa.aesBits();
    }
    return area.parameters() instanceof Ecc ecc ? ecc.aesBits() : 0;
  }

  private static int smallest() {
    return Curve.P256.fieldBytes();
  }

  private static void unless(boolean good, Reason reason, PublicArea area, List<Finding> found) {
    if (!good) {
      Scheme scheme = area.parameters().scheme();
      String kind = scheme.kind() == SchemeKind.NONE ? "none" : scheme.toString();
      found.add(new Finding(reason, "attributes %s, scheme %s".formatted(area.attributes(), kind)));
    }
  }
}
