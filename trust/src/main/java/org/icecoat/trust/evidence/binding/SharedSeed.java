package org.icecoat.trust.evidence.binding;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.icecoat.trust.structure.Curve;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.WireWriter;

/**
 * A seed that the owner of a storage key shares with us (TPM 2.0 part 1, B.10.3 and C.6.4).
 *
 * @param seed as long as a digest of the key's name algorithm; secret
 * @param encrypted contents of TPM2B_ENCRYPTED_SECRET
 */
@SuppressWarnings("ArrayRecordComponent") // package-private and short-lived; never compared
record SharedSeed(byte[] seed, Octets encrypted) {
  static SharedSeed with(PublicArea key, String label, SecureRandom random) {
    PublicKey publicKey = key.publicKey();
    try {
      if (key.parameters() instanceof Ecc ecc) {
        return agreed(key, label, ephemeral(ecc.curve(), random));
      }
      return encrypted(key.nameAlgorithm(), publicKey, label, random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot encrypt to a TPM's key", e);
    }
  }

  private static SharedSeed encrypted(
      HashAlgorithm hash, PublicKey key, String label, SecureRandom random)
      throws GeneralSecurityException {
    byte[] seed = new byte[hash.length()];
    random.nextBytes(seed);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    OAEPParameterSpec padding =
        new OAEPParameterSpec(
            hash.standardName(),
            "MGF1",
            new MGF1ParameterSpec(hash.standardName()),
            new PSource.PSpecified(KeyDerivation.label(label).bytes()));
    cipher.init(Cipher.ENCRYPT_MODE, key, padding, random);
    return new SharedSeed(seed, Octets.of(cipher.doFinal(seed)));
  }

  /** By Diffie-Hellman with an ephemeral key pair that is used for nothing else. */
  static SharedSeed agreed(PublicArea key, String label, KeyPair ephemeral)
      throws GeneralSecurityException {
    ECPublicKey theirs = (ECPublicKey) key.publicKey();
    ECPublicKey ours = (ECPublicKey) ephemeral.getPublic();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(theirs, true);
    int field = ((Ecc) key.parameters()).curve().fieldBytes();
    Octets x = coordinate(ours.getW(), field, true);
    Octets y = coordinate(ours.getW(), field, false);
    Octets parties =
        WireWriter.bigEndian().bytes(x).bytes(coordinate(theirs.getW(), field, true)).written();
    HashAlgorithm hash = key.nameAlgorithm();
    byte[] shared = agreement.generateSecret();
    byte[] seed = KeyDerivation.kdfe(hash, shared, label, parties, hash.length());
    Arrays.fill(shared, (byte) 0);
    return new SharedSeed(seed, WireWriter.bigEndian().sized(x).sized(y).written());
  }

  private static KeyPair ephemeral(Curve curve, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(curve.spec(), random);
    return generator.generateKeyPair();
  }

  private static Octets coordinate(ECPoint point, int bytes, boolean x) {
    BigInteger value = x ? point.getAffineX() : point.getAffineY();
    byte[] padded = new byte[bytes];
    byte[] raw = value.toByteArray();
    int used = Math.min(raw.length, bytes);
    System.arraycopy(raw, raw.length - used, padded, bytes - used, used);
    return Octets.of(padded);
  }
}
