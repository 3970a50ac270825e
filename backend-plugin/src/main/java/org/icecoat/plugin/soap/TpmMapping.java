package org.icecoat.plugin.soap;

import static org.icecoat.plugin.soap.Requests.REQUEST;

import java.util.List;
import org.icecoat.plugin.attest.Attestation;
import org.icecoat.plugin.attest.TpmIdentity;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.wire.plugin.ActivateCredential;
import org.icecoat.wire.plugin.AttestResponse;
import org.icecoat.wire.plugin.IdentifyResponse;
import org.icecoat.wire.plugin.ListPlaceType;
import org.icecoat.wire.types.EkTemplateType;
import org.icecoat.wire.types.EndorsementKeyType;

/** The messages about the TPM, and our values. */
final class TpmMapping {
  private TpmMapping() {}

  static IdentifyResponse identity(TpmIdentity identity) {
    IdentifyResponse wire = new IdentifyResponse();
    identity.endorsementKeys().forEach(key -> wire.getEndorsementKey().add(key(key)));
    wire.setAttestationKey(identity.attestationKey().sizedWire().bytes());
    wire.setStorageKey(identity.storageKey().sizedWire().bytes());
    return wire;
  }

  private static EndorsementKeyType key(EndorsementKey key) {
    EndorsementKeyType wire = new EndorsementKeyType();
    wire.setTemplate(
        switch (key.template()) {
          case ECC_P256 -> EkTemplateType.ECC_P_256;
          case ECC_P384 -> EkTemplateType.ECC_P_384;
          case RSA_2048 -> EkTemplateType.RSA_2048;
        });
    wire.setPublicArea(key.publicArea().sizedWire().bytes());
    key.certificate().map(Octets::bytes).ifPresent(wire::setCertificate);
    return wire;
  }

  static EkTemplate template(EkTemplateType wire) {
    return switch (REQUEST.required("Template", wire)) {
      case ECC_P_256 -> EkTemplate.ECC_P256;
      case ECC_P_384 -> EkTemplate.ECC_P384;
      case RSA_2048 -> EkTemplate.RSA_2048;
    };
  }

  static EncryptedCredential credential(ActivateCredential wire) {
    return new EncryptedCredential(
        Octets.of(REQUEST.required("IdObject", wire.getIdObject())),
        Octets.of(REQUEST.required("Secret", wire.getSecret())));
  }

  static PcrSelection selection(List<Integer> pcrs) {
    return PcrSelection.of(
        PcrBank.SHA256, pcrs.stream().mapToInt(Integer::intValue).sorted().distinct().toArray());
  }

  /** From the first line on, unless the caller knows those before. */
  static ImaFrom from(ListPlaceType wire) {
    return wire == null
        ? ImaFrom.FIRST
        : new ImaFrom(wire.getLines(), Octets.of(REQUEST.required("Value", wire.getValue())));
  }

  static AttestResponse response(Attestation attestation) {
    AttestResponse wire = new AttestResponse();
    wire.setEvidence(attestation.evidence().encoded().bytes());
    wire.setTlsKey(attestation.tlsKey().toString());
    attestation.statement().ifPresent(told -> wire.setStatement(told.encoded().bytes()));
    return wire;
  }
}
