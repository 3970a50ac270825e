package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.ENDORSEMENT;
import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Parameters;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;

/** Endorsement keys, their certificates, and what is encrypted to them. */
final class EndorsementKeys {
  private final EsysConnection tpm;
  private final PrimaryKeys keys;

  EndorsementKeys(EsysConnection tpm) {
    this.tpm = tpm;
    this.keys = new PrimaryKeys(tpm);
  }

  EndorsementKey read(EkTemplate template) {
    Optional<Octets> certificate = new NvIndexes(tpm).certificate(template.certificateIndex());
    try (LoadedHandle key = load(template)) {
      return new EndorsementKey(template, tpm.publicArea(key.tr()), certificate);
    }
  }

  byte[] activate(EkTemplate template, int attestationKey, EncryptedCredential credential) {
    try (LoadedHandle key = load(template);
        LoadedHandle session = use(template, key);
        NativeCall call = new NativeCall()) {
      PointerByReference secret = call.out();
      int rc =
          EsysLibrary.Esys_ActivateCredential(
              tpm.esys(),
              attestationKey,
              key.tr(),
              PASSWORD,
              session.tr(),
              NONE,
              call.inSized(InputType.TPM2B_ID_OBJECT, credential.idObject()),
              call.inSized(InputType.TPM2B_ENCRYPTED_SECRET, credential.secret()),
              secret);
      ReturnCode.check(rc, "TPM2_ActivateCredential");
      return call.takeSizedSecret(OutputType.TPM2B_DIGEST, secret);
    }
  }

  /** What the template demands for the use of the key. */
  private LoadedHandle use(EkTemplate template, LoadedHandle key) {
    Sessions sessions = new Sessions(tpm);
    return switch (template) {
      case ECC_P256, RSA_2048 -> sessions.endorsementPolicy(key.tr());
      case ECC_P384 -> sessions.response(key.tr());
    };
  }

  /** The key that is kept in the TPM if it is of this template, else it is made again. */
  private LoadedHandle load(EkTemplate template) {
    PublicArea wanted = Templates.endorsementKey(template);
    OptionalInt found = tpm.find(template.persistentHandle());
    if (found.isPresent()) {
      LoadedHandle kept = LoadedHandle.reference(tpm, found.getAsInt());
      if (isOf(wanted, tpm.publicArea(kept.tr()))) {
        return kept;
      }
      kept.close();
    }
    return keys.create(ENDORSEMENT, wanted);
  }

  private static boolean isOf(PublicArea template, PublicArea area) {
    return template.nameAlgorithm() == area.nameAlgorithm()
        && template.attributes().equals(area.attributes())
        && template.authPolicy().equals(area.authPolicy())
        && withoutKey(template.parameters()).equals(withoutKey(area.parameters()));
  }

  private static Parameters withoutKey(Parameters parameters) {
    if (parameters instanceof Ecc ecc) {
      return new Ecc(ecc.aesBits(), ecc.scheme(), ecc.curve(), Octets.EMPTY, Octets.EMPTY);
    }
    if (parameters instanceof Rsa rsa) {
      return new Rsa(rsa.aesBits(), rsa.scheme(), rsa.keyBits(), rsa.exponent(), Octets.EMPTY);
    }
    return parameters;
  }
}
