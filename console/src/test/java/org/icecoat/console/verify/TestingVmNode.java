package org.icecoat.console.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.types.EkTemplateType;
import org.icecoat.wire.types.EncryptedCredentialType;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.TpmKeysType;

/** A node with a real software TPM, and the factory that passes on what it says. */
final class TestingVmNode implements AutoCloseable {
  static final int PCR = 14;
  private static final String ATTESTATION_KEY = "0x81011ce0";
  private static final Sha256 TLS_KEY = sha256("a TLS key");

  private final TestingSwtpm swtpm;
  private final String name;
  private final List<MeasuredComponent> components = new ArrayList<>();
  private Tpm tpm;

  /** What it states of every VM that it is asked about. */
  VmStatement statement;

  TestingVmNode(TestingSwtpm swtpm, String name, VmId vm, Dn owner, ImageId image) {
    this.swtpm = swtpm;
    this.name = name;
    this.tpm = swtpm.open();
    this.statement = stating(vm, owner, image);
  }

  static VmStatement stating(VmId vm, Dn owner, ImageId image) {
    return new VmStatement(
        vm,
        new Epoch(1),
        owner,
        new VmStatement.Images(image, Optional.empty()),
        Optional.empty(),
        VmStatement.State.RUNNING,
        Instant.now());
  }

  /** The same, with that application. */
  static VmStatement running(VmStatement one, Sha256 application) {
    return new VmStatement(
        one.vm(),
        one.epoch(),
        one.owner(),
        one.images(),
        Optional.of(application),
        one.state(),
        one.at());
  }

  /** Boots, and measures that content. */
  void boot(String content) {
    tpm.close();
    swtpm.tool("tpm2_shutdown", "-c");
    swtpm.reboot();
    tpm = swtpm.open();
    components.clear();
    measure(content);
  }

  /** Has the TPM make another attestation key. */
  void changeKey() {
    tpm.close();
    swtpm.tool("tpm2_evictcontrol", "-C", "o", "-c", ATTESTATION_KEY);
    tpm = swtpm.open();
  }

  /** Somebody clears the TPM: clock and counts begin anew, with another attestation key. */
  void clear() {
    tpm.close();
    swtpm.tool("tpm2_clear");
    tpm = swtpm.open();
  }

  void measure(String content) {
    MeasuredComponent component = new MeasuredComponent("rules", "/rules", sha256(content));
    tpm.extendPcr(PcrBank.SHA256, PCR, Octets.of(component.digest().bytes()));
    components.add(component);
  }

  static Sha256 sha256(String content) {
    Octets bytes = Octets.of(content.getBytes(StandardCharsets.UTF_8));
    return Sha256.of(HashAlgorithm.SHA256.hash(bytes).bytes());
  }

  /** An honest answer. */
  GetEvidenceResponse answer(GetEvidence request) throws InvalidRequestFault {
    GetEvidenceResponse wire = new GetEvidenceResponse();
    wire.setNode(name);
    if (request.getCredential() == null) {
      wire.setKeys(keys());
    } else {
      byte[] secret = secret(request.getCredential());
      wire.setOpened(VmVerifier.opened(Octets.of(request.getNonce()), secret).bytes());
    }
    PcrSelection selection = new PcrSelection(PcrBank.SHA256, request.getPcr());
    Octets bound = asked(request).qualifyingData();
    wire.setEvidence(evidence(bound, selection).encoded().bytes());
    wire.setTlsKey(TLS_KEY.toString());
    wire.setStatement(statement.encoded().bytes());
    return wire;
  }

  /** What a quote has to answer. */
  private Challenge asked(GetEvidence request) {
    return new Challenge(
            Octets.of(request.getNonce()),
            new NodeName(name),
            VmVerifier.session(statement.vm()),
            TLS_KEY,
            Instant.MAX)
        .stating(statement.digest());
  }

  /** An answer whose quote was made up with a key in a file, of a machine that need not exist. */
  GetEvidenceResponse invented(GetEvidence request, TestingAttester key)
      throws InvalidRequestFault {
    GetEvidenceResponse wire = answer(request);
    if (wire.getKeys() != null) {
      wire.getKeys().setAttestationKey(key.key().area().sizedWire().bytes());
    }
    Map<Integer, Octets> zeros = new TreeMap<>();
    request.getPcr().forEach(pcr -> zeros.put(pcr, PcrBank.SHA256.zero()));
    PcrValues values = PcrValues.of(PcrBank.SHA256, zeros);
    wire.setEvidence(key.answer(asked(request), values, Evidence.Logs.NONE).encoded().bytes());
    return wire;
  }

  private Evidence evidence(Octets bound, PcrSelection selection) {
    Octets log = new ComponentLog(PCR, components).encoded();
    return new Evidence(
        tpm.attestationKey().sizedWire(),
        tpm.quote(selection, bound),
        tpm.readPcrs(selection).wire(),
        new Evidence.Logs(Octets.EMPTY, log, Octets.EMPTY));
  }

  TpmKeysType keys() {
    TpmKeysType wire = new TpmKeysType();
    EndorsementKey key = tpm.endorsementKey(EkTemplate.ECC_P256);
    EndorsementKeyType endorsement = new EndorsementKeyType();
    endorsement.setTemplate(EkTemplateType.ECC_P_256);
    endorsement.setPublicArea(key.publicArea().sizedWire().bytes());
    key.certificate().map(Octets::bytes).ifPresent(endorsement::setCertificate);
    wire.getEndorsementKey().add(endorsement);
    wire.setAttestationKey(tpm.attestationKey().sizedWire().bytes());
    return wire;
  }

  /** What is in a credential, which no honest factory gives out. */
  byte[] secret(EncryptedCredentialType wire) throws InvalidRequestFault {
    try {
      return tpm.activateCredential(
          EkTemplate.ECC_P256,
          new EncryptedCredential(Octets.of(wire.getIdObject()), Octets.of(wire.getSecret())));
    } catch (TrustException e) {
      throw new InvalidRequestFault(
          "refused",
          WireFaults.described(
              new InvalidRequestFaultType(),
              "INVALID_REQUEST",
              "Credential: the node's TPM cannot open it"),
          e);
    }
  }

  @Override
  public void close() {
    tpm.close();
  }
}
