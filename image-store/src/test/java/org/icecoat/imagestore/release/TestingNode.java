package org.icecoat.imagestore.release;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.wire.store.CredentialType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;

/** What a node does with its real software TPM to get a key, and what a hostile one might do. */
public final class TestingNode implements AutoCloseable {
  public static final int PCR = 14;
  private static final EkTemplate[] SHOWN = {EkTemplate.ECC_P256, EkTemplate.ECC_P384};

  private final TestingSwtpm swtpm;
  private final NodeName name;
  private final List<MeasuredComponent> components = new ArrayList<>();
  private Tpm tpm;

  public TestingNode(TestingSwtpm swtpm, String name) {
    this.swtpm = swtpm;
    this.name = new NodeName(name);
    this.tpm = swtpm.open();
  }

  public Tpm tpm() {
    return tpm;
  }

  /** The machine starts anew and measures that. */
  public TestingNode boot(String content) {
    tpm.close();
    swtpm.tool("tpm2_shutdown", "-c");
    swtpm.reboot();
    return on(content);
  }

  /** Somebody clears the TPM: its clock and counts begin anew, and its keys are others. */
  public void clear() {
    tpm.close();
    swtpm.tool("tpm2_clear");
    tpm = swtpm.open();
  }

  /** The machine goes off; its TPM with it. */
  public void off() {
    tpm.close();
    swtpm.tool("tpm2_shutdown", "-c");
    swtpm.stop();
  }

  /** Its TPM was started, and it measures that. */
  public TestingNode on(String content) {
    tpm = swtpm.open();
    components.clear();
    return measure(content);
  }

  public TestingNode measure(String content) {
    MeasuredComponent component = new MeasuredComponent("rules", "/usr/lib/rules", sha256(content));
    tpm.extendPcr(PcrBank.SHA256, PCR, Octets.of(component.digest().bytes()));
    components.add(component);
    return this;
  }

  public static Sha256 sha256(String content) {
    return digest(content.getBytes(StandardCharsets.UTF_8));
  }

  private static Sha256 digest(byte[] bytes) {
    return Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(bytes)).bytes());
  }

  /** Asks and answers. */
  public ReleaseKeyResponse key(ImageStore store, TestingCredential own, String image)
      throws Exception {
    return store.releaseKey(answer(store.requestKey(request(image)), own));
  }

  public RequestKey request(String image) {
    return request(image, tpm.storageKey());
  }

  public RequestKey request(String image, PublicArea storageKey) {
    RequestKey request = new RequestKey();
    request.setId(image);
    request.setNode(name.value());
    for (EkTemplate template : SHOWN) {
      EndorsementKey key = tpm.endorsementKey(template);
      NodeKeyType wire = new NodeKeyType();
      wire.setPublicArea(key.publicArea().sizedWire().bytes());
      key.certificate().map(Octets::bytes).ifPresent(wire::setCertificate);
      request.getEndorsementKey().add(wire);
    }
    request.setAttestationKey(tpm.attestationKey().sizedWire().bytes());
    request.setStorageKey(storageKey.sizedWire().bytes());
    return request;
  }

  public ReleaseKey answer(RequestKeyResponse asked, TestingCredential own) {
    ReleaseKey answer = new ReleaseKey();
    answer.setExchange(asked.getExchange());
    for (CredentialType credential : asked.getCredential()) {
      answer
          .getCredential()
          .add(
              tpm.activateCredential(
                  SHOWN[credential.getNumber()],
                  EncryptedCredential.parse(Octets.of(credential.getSealed()))));
    }
    return proved(answer, asked, own);
  }

  /** The same without the credentials, which a TPM may be unable to open. */
  public ReleaseKey proved(ReleaseKey answer, RequestKeyResponse asked, TestingCredential own) {
    Octets bound = bound(asked, own);
    SignedAttestation storageKey = tpm.certifyStorageKey(bound);
    answer.setStorageKeyAttest(storageKey.attest().bytes());
    answer.setStorageKeySignature(storageKey.signature().bytes());
    answer.setEvidence(
        TestingRequests.content(evidence(selection(asked.getPcr()), bound).encoded().bytes()));
    return answer;
  }

  /**
   * An answer of one who knows the node's certificate and has a key in a file: to a request with
   * that key, that the TPM was put back to its beginning.
   */
  public ReleaseKey slandering(
      TestingAttester key, RequestKeyResponse asked, TestingCredential own) {
    ReleaseKey answer = new ReleaseKey();
    answer.setExchange(asked.getExchange());
    asked.getCredential().forEach(each -> answer.getCredential().add(new byte[32]));
    PcrValues values =
        PcrValues.of(PcrBank.SHA256, Map.of(asked.getPcr().get(0), PcrBank.SHA256.zero()));
    SignedAttestation quote =
        key.sign(
            key.quote(values).extraData(bound(asked, own)).clock(new ClockReading(1, 0, 0, true)));
    answer.setStorageKeyAttest(quote.attest().bytes());
    answer.setStorageKeySignature(quote.signature().bytes());
    Evidence evidence =
        new Evidence(key.key().area().sizedWire(), quote, values.wire(), Evidence.Logs.NONE);
    answer.setEvidence(TestingRequests.content(evidence.encoded().bytes()));
    return answer;
  }

  /** What the TPM has to sign for that exchange. */
  Octets bound(RequestKeyResponse asked, TestingCredential own) {
    return new Challenge(
            Octets.of(asked.getNonce()),
            name,
            new Challenge.Session(asked.getExchange()),
            digest(own.leaf().getPublicKey().getEncoded()),
            Instant.MAX)
        .qualifyingData();
  }

  private Evidence evidence(PcrSelection selection, Octets bound) {
    return new Evidence(
        tpm.attestationKey().sizedWire(),
        tpm.quote(selection, bound),
        tpm.readPcrs(selection).wire(),
        new Evidence.Logs(Octets.EMPTY, new ComponentLog(PCR, components).encoded(), Octets.EMPTY));
  }

  /** The wrapped key as this TPM keeps it. */
  public LoadableObject imported(ReleaseKeyResponse key) {
    return tpm.importObject(ImportableObject.parse(Octets.of(key.getWrapped())));
  }

  public byte[] unsealed(LoadableObject key, ReleaseKeyResponse response) {
    return tpm.unseal(key, selection(response.getPcr()));
  }

  private static PcrSelection selection(List<Integer> pcrs) {
    return new PcrSelection(PcrBank.SHA256, pcrs);
  }

  @Override
  public void close() {
    tpm.close();
  }
}
