package org.icecoat.factory.attest;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.Tpm;

/** What a node's plug-in does with its TPM, and what a hostile one might do. */
public final class TestingAttester implements AutoCloseable {
  public static final int PCR = 14;

  private final TestingSwtpm swtpm;
  private final List<MeasuredComponent> components = new ArrayList<>();
  private TestingImaLog kernel = new TestingImaLog();
  private Tpm tpm;
  private Optional<PublicArea> otherKey = Optional.empty();
  private List<EkTemplate> shown = List.of(EkTemplate.values());
  private boolean certified = true;
  private Optional<Function<PublicKey, Octets>> certifier = Optional.empty();
  private final Map<EkTemplate, Octets> activated = new EnumMap<>(EkTemplate.class);
  private boolean answersOld;
  private Optional<Evidence> replayed = Optional.empty();

  /** SHA-256 of the key with which the node serves, as it believes. */
  public Sha256 ownKey = sha256("a TLS key");

  public TestingAttester(TestingSwtpm swtpm) {
    this.swtpm = swtpm;
    this.tpm = swtpm.open();
  }

  public static Sha256 sha256(String content) {
    Octets bytes = Octets.of(content.getBytes(StandardCharsets.UTF_8));
    return Sha256.of(HashAlgorithm.SHA256.hash(bytes).bytes());
  }

  /** Measures a component with that content. */
  public void measure(String name, String content) {
    MeasuredComponent component = new MeasuredComponent(name, "/usr/lib/" + name, sha256(content));
    tpm.extendPcr(PcrBank.SHA256, PCR, Octets.of(component.digest().bytes()));
    components.add(component);
  }

  /** The kernel measures a file in a folder of that name. */
  public void use(String path) {
    if (kernel.lines().isEmpty()) {
      Octets boot =
          ImaVerifier.bootAggregate(HashAlgorithm.SHA256, tpm.readPcrs(ImaVerifier.AGGREGATED));
      tpm.extendPcr(PcrBank.SHA256, 10, kernel.bootAggregate(boot).extension());
    }
    tpm.extendPcr(PcrBank.SHA256, 10, kernel.ng(path, "01").extension());
  }

  /** The machine shuts down in order and starts again, with what it measures then. */
  public void boot(Runnable bootstrap) {
    shutDown();
    swtpm.reboot();
    reopen(bootstrap);
  }

  /** Else the TPM counts a boot as a try to guess a key's secret, and locks itself in the end. */
  void shutDown() {
    tpm.close();
    swtpm.tool("tpm2_shutdown", "-c");
  }

  /** The TPM process was started again. */
  void reopen(Runnable bootstrap) {
    components.clear();
    kernel = new TestingImaLog();
    tpm.close();
    tpm = swtpm.open();
    bootstrap.run();
  }

  /** The plug-in starts again and finds its log. */
  void restartPlugIn() {
    tpm.close();
    tpm = swtpm.open();
  }

  void showOnly(EkTemplate... templates) {
    shown = List.of(templates);
  }

  void hideCertificates() {
    certified = false;
  }

  /** Shows certificates that are not those in the TPM. */
  void certifiedBy(Function<PublicKey, Octets> maker) {
    certifier = Optional.of(maker);
  }

  private Optional<Octets> certificate(EndorsementKey key) {
    return certifier
        .map(maker -> maker.apply(key.publicArea().publicKey()))
        .or(() -> key.certificate());
  }

  /** Claims the attestation key of another TPM. */
  void claimKeyOf(TestingAttester other) {
    otherKey = Optional.of(other.tpm.attestationKey());
  }

  /** Answers each challenge of an endorsement key with the secret of the one before. */
  void replayActivations() {
    answersOld = true;
  }

  /** Gives that evidence whatever is asked. */
  void replay(Evidence old) {
    replayed = Optional.of(old);
  }

  public TpmClaims identify() {
    List<TpmClaims.Key> keys =
        shown.stream()
            .map(template -> tpm.endorsementKey(template))
            .map(
                key ->
                    new TpmClaims.Key(
                        key.template(),
                        key.publicArea(),
                        certificate(key).filter(each -> certified)))
            .toList();
    return new TpmClaims(keys, otherKey.orElseGet(() -> tpm.attestationKey()));
  }

  public Octets activate(EkTemplate template, EncryptedCredential credential) {
    if (!answersOld) {
      activated.put(template, Octets.of(tpm.activateCredential(template, credential)));
    }
    return activated.get(template);
  }

  public Evidence attest(NodeName node, Challenge asked, PcrSelection selection) {
    return attest(node, asked, selection, ImaFrom.FIRST, 0);
  }

  /** The same with so many lines of the kernel's list at most. */
  public Evidence attest(
      NodeName node, Challenge asked, PcrSelection selection, ImaFrom from, int lines) {
    if (replayed.isPresent()) {
      return replayed.get();
    }
    Octets bound =
        new Challenge(asked.nonce(), node, asked.session(), ownKey, Instant.MAX).qualifyingData();
    Evidence.Logs files = lines == 0 ? Evidence.Logs.NONE : kernel.part(from, lines);
    return answer(bound, selection, files);
  }

  private Evidence answer(Octets bound, PcrSelection selection, Evidence.Logs files) {
    Octets log = new ComponentLog(PCR, components).encoded();
    return new Evidence(
        tpm.attestationKey().sizedWire(),
        tpm.quote(selection, bound),
        tpm.readPcrs(selection).wire(),
        new Evidence.Logs(Octets.EMPTY, log, files.ima(), files.from(), files.more()));
  }

  /** Says whatever it is told to of a VM, with a quote that is bound to it. */
  public VmTestimony testify(NodeName node, VmQuestion question, VmStatement statement) {
    Challenge asked =
        new Challenge(
                question.nonce(), node, VmVerifier.session(statement.vm()), ownKey, Instant.MAX)
            .stating(statement.digest());
    return new VmTestimony(
        answer(asked.qualifyingData(), question.selection(), Evidence.Logs.NONE).encoded(),
        ownKey,
        statement.encoded());
  }

  @Override
  public void close() {
    tpm.close();
  }
}
