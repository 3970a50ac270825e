package org.icecoat.trust.tpm;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/**
 * The JCA's way to keys that never leave a TPM: ECDSA signatures with SHA-256, for TLS and X.509.
 * TLS looks through the installed providers; others may be handed this one.
 */
public final class TpmProvider extends Provider {
  public static final String NAME = "IcecoatTpm";
  private static final long serialVersionUID = 1L;
  private static final String SHA256_WITH_ECDSA_OID = "1.2.840.10045.4.3.2";

  public TpmProvider() {
    super(NAME, "1.0", "Signatures by keys that live in a TPM 2.0");
    putService(
        new SignatureService(
            this,
            "SHA256withECDSA",
            List.of(SHA256_WITH_ECDSA_OID, "OID." + SHA256_WITH_ECDSA_OID)));
    putService(new SignatureService(this, "NONEwithECDSA", List.of()));
  }

  /** Adds this provider behind those that are installed, unless it is there already. */
  public static void install() {
    Security.addProvider(new TpmProvider());
  }

  /**
   * A handle to a key in a TPM, for signatures of this provider; it holds no secret.
   *
   * @param key of {@link Tpm#createSigningKey}
   */
  public static PrivateKey privateKey(Tpm tpm, LoadableObject key) {
    return new ResidentPrivateKey(tpm, key);
  }

  private static final class SignatureService extends Service {
    SignatureService(Provider provider, String algorithm, List<String> aliases) {
      super(
          provider,
          "Signature",
          algorithm,
          ResidentKeySignature.class.getName(),
          aliases,
          Map.of("SupportedKeyClasses", ResidentPrivateKey.class.getName()));
    }

    @Override
    public Object newInstance(Object parameter) {
      return getAlgorithm().startsWith("NONE")
          ? ResidentKeySignature.ofDigests()
          : ResidentKeySignature.ofMessages();
    }
  }
}
