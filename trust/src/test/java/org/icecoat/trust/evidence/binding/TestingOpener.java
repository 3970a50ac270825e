package org.icecoat.trust.evidence.binding;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingTpmKey;

/** TPM2_ActivateCredential of a TPM made of Java, for endorsement keys on P-256 with AES-128. */
public final class TestingOpener {
  private static final HashAlgorithm HASH = HashAlgorithm.SHA256;
  private static final int FIELD = 32;
  private static final int AES = 16;

  private TestingOpener() {}

  /** What is in the credential; empty if it was made for other keys. */
  public static Optional<byte[]> open(
      TestingTpmKey endorsementKey, TpmName attestationKey, EncryptedCredential credential) {
    try {
      byte[] seed = seed(endorsementKey, credential.secret());
      WireReader reader = WireReader.of(credential.idObject(), "A credential");
      Octets integrity = reader.sized(HASH.length());
      Octets encrypted = reader.bytes(reader.remaining());
      Mac mac =
          KeyDerivation.hmac(
              HASH, KeyDerivation.kdfa(HASH, seed, "INTEGRITY", Octets.EMPTY, HASH.length()));
      mac.update(encrypted.bytes());
      mac.update(attestationKey.value().bytes());
      return Octets.of(mac.doFinal()).equals(integrity)
          ? Optional.of(decrypted(seed, attestationKey, encrypted))
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] seed(TestingTpmKey key, Octets secret) throws GeneralSecurityException {
    WireReader reader = WireReader.of(secret, "A point");
    Octets x = reader.sized(FIELD);
    ECPoint point = new ECPoint(number(x), number(reader.sized(FIELD)));
    ECPublicKey own = (ECPublicKey) key.keys().getPublic();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key.keys().getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, own.getParams())),
        true);
    Octets parties =
        WireWriter.bigEndian().bytes(x).bytes(((Ecc) key.area().parameters()).x()).written();
    return KeyDerivation.kdfe(HASH, agreement.generateSecret(), "IDENTITY", parties, HASH.length());
  }

  private static byte[] decrypted(byte[] seed, TpmName name, Octets encrypted)
      throws GeneralSecurityException {
    byte[] key = KeyDerivation.kdfa(HASH, seed, "STORAGE", name.value(), AES);
    Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[AES]));
    byte[] sized = cipher.doFinal(encrypted.bytes());
    return Arrays.copyOfRange(sized, Short.BYTES, sized.length);
  }

  private static BigInteger number(Octets value) {
    return new BigInteger(1, value.bytes());
  }
}
