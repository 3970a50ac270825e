package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.List;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.order.VmProof;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.wire.types.EncryptedCredentialType;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.TpmKeysType;

/** Questions of clients to the nodes of their VMs, and the answers. */
final class VmEvidenceMapping {
  private VmEvidenceMapping() {}

  static VmQuestion question(GetEvidence wire) {
    return new VmQuestion(
        REQUEST.required("Nonce", wire.getNonce(), VmEvidenceMapping::nonce),
        REQUEST.required("Pcr", wire.getPcr(), VmEvidenceMapping::selection),
        REQUEST.optional("Credential", wire.getCredential(), VmEvidenceMapping::credential));
  }

  private static Octets nonce(byte[] wire) {
    if (wire.length != Challenge.NONCE_BYTES) {
      throw new IllegalArgumentException("it has " + Challenge.NONCE_BYTES + " bytes");
    }
    return Octets.of(wire);
  }

  private static PcrSelection selection(List<Integer> pcrs) {
    if (pcrs.isEmpty()) {
      throw new IllegalArgumentException("name at least one");
    }
    return PcrSelection.of(
        PcrBank.SHA256, pcrs.stream().mapToInt(Integer::intValue).sorted().distinct().toArray());
  }

  private static VmQuestion.Sealed credential(EncryptedCredentialType wire) {
    return new VmQuestion.Sealed(
        EkTemplates.read(wire.getTemplate()),
        new EncryptedCredential(
            Octets.of(REQUEST.required("Credential/IdObject", wire.getIdObject())),
            Octets.of(REQUEST.required("Credential/Secret", wire.getSecret()))));
  }

  static GetEvidenceResponse response(VmProof proof) {
    GetEvidenceResponse wire = new GetEvidenceResponse();
    wire.setNode(proof.node().value());
    proof.keys().map(VmEvidenceMapping::keys).ifPresent(wire::setKeys);
    wire.setEvidence(proof.testimony().evidence().bytes());
    wire.setTlsKey(proof.testimony().tlsKey().toString());
    wire.setStatement(proof.testimony().statement().bytes());
    proof.opened().map(Octets::bytes).ifPresent(wire::setOpened);
    return wire;
  }

  private static TpmKeysType keys(TpmClaims claims) {
    TpmKeysType wire = new TpmKeysType();
    claims.endorsementKeys().forEach(key -> wire.getEndorsementKey().add(key(key)));
    wire.setAttestationKey(claims.attestationKey().sizedWire().bytes());
    return wire;
  }

  private static EndorsementKeyType key(TpmClaims.Key key) {
    EndorsementKeyType wire = new EndorsementKeyType();
    wire.setTemplate(EkTemplates.written(key.template()));
    wire.setPublicArea(key.area().sizedWire().bytes());
    key.certificate().map(Octets::bytes).ifPresent(wire::setCertificate);
    return wire;
  }
}
