package org.icecoat.trust.tpm;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECParameterSpec;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea.Ecc;

/** A private key that lies in a TPM: it can sign, and has no encoded form. */
final class ResidentPrivateKey implements PrivateKey, ECKey {
  private static final long serialVersionUID = 1L;

  private final transient Tpm tpm;
  private final transient LoadableObject key;
  private final transient Ecc parameters;

  ResidentPrivateKey(Tpm tpm, LoadableObject key) {
    if (!(key.publicArea().parameters() instanceof Ecc ecc)) {
      throw new IllegalArgumentException("Only elliptic keys of a TPM sign here");
    }
    this.tpm = tpm;
    this.key = key;
    this.parameters = ecc;
  }

  Octets sign(Octets digest) {
    return tpm.sign(key, digest);
  }

  @Override
  public String getAlgorithm() {
    return "EC";
  }

  /** None. */
  @Override
  public String getFormat() {
    return null;
  }

  /** None. */
  @Override
  public byte[] getEncoded() {
    return null;
  }

  @Override
  public ECParameterSpec getParams() {
    return parameters.curve().spec();
  }

  @Override
  public String toString() {
    return "key of a TPM " + key.publicArea().name();
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("A key of a TPM cannot leave its process");
  }
}
