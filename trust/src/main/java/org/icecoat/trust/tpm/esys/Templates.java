package org.icecoat.trust.tpm.esys;

import org.icecoat.trust.structure.Curve;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.KeyedHash;
import org.icecoat.trust.structure.PublicArea.Parameters;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.tpm.EkTemplate;

/** The public areas from which objects are made. */
final class Templates {
  /** fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, noDA, restricted, sign. */
  static final Attributes ATTESTATION_KEY = new Attributes(0x0005_0472);

  /** fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, noDA, restricted, decrypt. */
  private static final Attributes STORAGE_KEY = new Attributes(0x0003_0472);

  /** fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, noDA, sign. */
  private static final Attributes SIGNING_KEY = new Attributes(0x0004_0472);

  /** fixedTPM, fixedParent, sensitiveDataOrigin, adminWithPolicy, restricted, decrypt. */
  private static final Attributes ENDORSEMENT_KEY = new Attributes(0x0003_00b2);

  /** The same and userWithAuth. */
  private static final Attributes HIGH_ENDORSEMENT_KEY = new Attributes(0x0003_00f2);

  /**
   * fixedTPM, fixedParent, adminWithPolicy, noDA: no auth value opens it, the policy alone does.
   */
  private static final Attributes SEALED = new Attributes(0x0000_0492);

  /** PolicyA of the EK Credential Profile: TPM2_PolicySecret of the endorsement hierarchy. */
  private static final Octets ENDORSEMENT_POLICY =
      Octets.parse("837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa");

  static final Scheme ECDSA = new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA256);

  /** PolicyB-SHA384: PolicyA, or what the owner of the endorsement hierarchy has written to NV. */
  private static final Octets HIGH_ENDORSEMENT_POLICY =
      Octets.parse(
          "b26e7d28d11a50bc53d882bcf5fd3a1a074148bb35d3b4e4"
              + "cb1c0ad9bde419cacb47ba09699646150f9fc000f3f80e12");

  private static final int AES_128 = 128;
  private static final int AES_256 = 256;
  private static final int COORDINATE = 32;
  private static final int RSA_BITS = 2048;
  private static final Octets ZERO_COORDINATE = Octets.of(new byte[COORDINATE]);

  private Templates() {}

  static PublicArea endorsementKey(EkTemplate template) {
    return switch (template) {
      case ECC_P256 -> of(ENDORSEMENT_KEY, ENDORSEMENT_POLICY, storage(ZERO_COORDINATE));
      case ECC_P384 ->
          new PublicArea(
              HashAlgorithm.SHA384,
              HIGH_ENDORSEMENT_KEY,
              HIGH_ENDORSEMENT_POLICY,
              new Ecc(AES_256, Scheme.NONE, Curve.P384, Octets.EMPTY, Octets.EMPTY));
      case RSA_2048 ->
          of(
              ENDORSEMENT_KEY,
              ENDORSEMENT_POLICY,
              new Rsa(AES_128, Scheme.NONE, RSA_BITS, 0, Octets.of(new byte[RSA_BITS / 8])));
    };
  }

  static PublicArea storageKey() {
    return of(STORAGE_KEY, Octets.EMPTY, storage(ZERO_COORDINATE));
  }

  /**
   * The attestation key.
   *
   * @param unique 32 random bytes: a primary key follows from its template
   */
  static PublicArea attestationKey(Octets unique) {
    return of(
        ATTESTATION_KEY, Octets.EMPTY, new Ecc(0, ECDSA, Curve.P256, unique, ZERO_COORDINATE));
  }

  static PublicArea signingKey() {
    return of(SIGNING_KEY, Octets.EMPTY, new Ecc(0, ECDSA, Curve.P256, Octets.EMPTY, Octets.EMPTY));
  }

  static PublicArea sealed(Octets policy) {
    return of(SEALED, policy, new KeyedHash(Scheme.NONE, Octets.EMPTY));
  }

  private static Ecc storage(Octets coordinate) {
    return new Ecc(AES_128, Scheme.NONE, Curve.P256, coordinate, coordinate);
  }

  private static PublicArea of(Attributes attributes, Octets policy, Parameters parameters) {
    return new PublicArea(HashAlgorithm.SHA256, attributes, policy, parameters);
  }
}
