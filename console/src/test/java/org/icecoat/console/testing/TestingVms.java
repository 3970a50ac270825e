package org.icecoat.console.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.oasis.rl.CurrentTime;
import org.icecoat.wire.oasis.rl.TerminationTime;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.DesiredStateType;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.LossActionType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.types.VmmType;
import org.icecoat.wire.vm.AttestationType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.HistoryEntryType;
import org.icecoat.wire.vm.ImageReferenceType;
import org.icecoat.wire.vm.TrustType;
import org.icecoat.wire.vm.TrustVerdictType;
import org.icecoat.wire.vm.VmProperties;

/** VMs in memory, and what shall happen to each before it is looked at the next time. */
public final class TestingVms {
  public static final String FIRST = "7f3a09c2-1111-4222-8333-444455556666";
  public static final String SECOND = "7f3b1234-1111-4222-8333-444455556666";
  public static final String THIRD = "c0ffee00-1111-4222-8333-444455556666";

  final Map<String, VmProperties> all = new LinkedHashMap<>();
  final Map<String, byte[]> output = new LinkedHashMap<>();
  Octets receipt = Octets.EMPTY;
  private final Map<String, Octets> kept = new LinkedHashMap<>();
  Relay relay = request -> new GetEvidenceResponse();
  private final Map<String, Deque<Consumer<VmProperties>>> plans = new LinkedHashMap<>();

  /** A running VM with an application that has succeeded. */
  public VmProperties running(String id, String name) {
    VmProperties vm = new VmProperties();
    vm.setId(id);
    vm.setHandle("vm-" + id.substring(0, 8));
    vm.setName(name);
    vm.setOwner("CN=Alice,O=Testing Grid,C=XX");
    vm.setCreatedAt(TestingConsole.NOON.minus(Duration.ofMinutes(20)));
    vm.setState(VmStateType.RUNNING);
    vm.setDesiredState(DesiredStateType.RUNNING);
    vm.setCurrentTime(new CurrentTime());
    vm.getCurrentTime().setValue(TestingConsole.NOON);
    vm.setTerminationTime(new TerminationTime());
    vm.getTerminationTime().setValue(TestingConsole.NOON.plus(Duration.ofMinutes(133)));
    placed(vm);
    vm.setApplication(new ApplicationReportType());
    vm.getApplication().setState(ApplicationStateType.RUNNING);
    vm.getApplication().setStartedAt(TestingConsole.NOON.minus(Duration.ofMinutes(18)));
    vm.getHistory().add(entry(vm.getCreatedAt(), VmStateType.REQUESTED, "Deploy"));
    all.put(id, vm);
    return vm;
  }

  private static void placed(VmProperties vm) {
    LeaseType lease = new LeaseType();
    lease.setDuration(Duration.ofHours(2));
    lease.setExpiryAction(ExpiryActionType.SHUTDOWN);
    lease.setGrace(Duration.ofMinutes(10));
    vm.setLease(lease);
    vm.setCpus(1);
    vm.setMemoryMiB(512);
    ResourcesType resources = new ResourcesType();
    resources.setCpus(1);
    resources.setMemoryMiB(512);
    resources.setDiskMiB(2048);
    resources.setMaximalCpus(2);
    resources.setMaximalMemoryMiB(1024);
    vm.setResources(resources);
    vm.getAddress().add("192.0.2.7");
    vm.setNode("node2");
    vm.setEpoch(1L);
    vm.setVmm(new VmmType());
    vm.getVmm().setName("qemu-tcg");
    vm.getVmm().setVersion("7.2");
    vm.setImage(new ImageReferenceType());
    vm.getImage().setId(TestingImages.HMMER);
    vm.getImage().setName("hmmer");
    vm.getImage().setVersion("3.3.2");
    vm.getDataset().add("globins");
  }

  private static HistoryEntryType entry(Instant at, VmStateType state, String event) {
    HistoryEntryType entry = new HistoryEntryType();
    entry.setAt(at);
    entry.setState(state);
    entry.setEvent(event);
    return entry;
  }

  /** Its node has to have proved itself within ten minutes, and did two minutes ago. */
  public static void trusted(VmProperties vm) {
    TrustType trust = new TrustType();
    trust.setTerms(new TrustTermsType());
    trust.getTerms().setPolicy("site");
    trust.getTerms().setMaximalAge(Duration.ofMinutes(10));
    trust.getTerms().setOnLoss(LossActionType.PAUSE);
    AttestationType proof = new AttestationType();
    proof.setVerdict(TrustVerdictType.TRUSTED);
    proof.setAt(TestingConsole.NOON.minus(Duration.ofMinutes(2)));
    proof.setAge(Duration.ofMinutes(2));
    proof.setValidUntil(TestingConsole.NOON.plus(Duration.ofMinutes(8)));
    proof.setPolicy("site version 3");
    trust.setAttestation(proof);
    vm.setTrust(trust);
  }

  /** Nothing is demanded of its node, which is not trusted. */
  public static void undemanding(VmProperties vm) {
    distrusted(vm);
    vm.getTrust().setTerms(null);
    vm.getTrust().setLostAt(null);
    vm.getHistory().remove(vm.getHistory().size() - 1);
  }

  /** Trust in its node is lost now. */
  public static void distrusted(VmProperties vm) {
    trusted(vm);
    AttestationType proof = vm.getTrust().getAttestation();
    proof.setVerdict(TrustVerdictType.REJECTED);
    proof.setValidUntil(null);
    proof.getReason().add("qemu was changed");
    vm.getTrust().setLostAt(TestingConsole.NOON);
    HistoryEntryType lost = entry(TestingConsole.NOON, VmStateType.RUNNING, "trust-lost");
    lost.setDescription("Trust is lost in node2: qemu was changed");
    vm.getHistory().add(lost);
  }

  /** The change happens at the next look; one follows another, one a look. */
  public TestingVms then(String id, Consumer<VmProperties> change) {
    plans.computeIfAbsent(id, key -> new ArrayDeque<>()).add(change);
    return this;
  }

  /** At the next look it is in another state. */
  public TestingVms then(String id, VmStateType state) {
    return then(id, vm -> vm.setState(state));
  }

  public TestingVms printing(String id, String text) {
    output.put(id, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** What comes back for a receipt. */
  public void signing(Octets pem) {
    receipt = pem;
  }

  /** The evidence that is kept of whatever VM. */
  public void keeping(Evidence evidence) {
    kept.put(evidence.digest().toString(), evidence.encoded());
  }

  /** Gives other bytes for what is kept under that digest. */
  public void swapping(String digest, Octets bytes) {
    kept.put(digest, bytes);
  }

  byte[] kept(String digest) throws NotFoundFault {
    Octets bytes = kept.get(digest);
    if (bytes == null) {
      String why = "No evidence " + digest + " is kept.";
      throw new NotFoundFault(
          why, WireFaults.described(new NotFoundFaultType(), "EVIDENCE_UNKNOWN", why));
    }
    return bytes.bytes();
  }

  /** What a factory makes of a question to a node. */
  public interface Relay {
    GetEvidenceResponse pass(GetEvidence request) throws InvalidRequestFault;
  }

  /** What comes back for questions to nodes. */
  public void relaying(Relay factory) {
    relay = factory;
  }

  /** Forgets a VM. */
  public void forget(String id) {
    all.remove(id);
  }

  VmProperties look(String id) {
    VmProperties vm = all.get(id);
    Deque<Consumer<VmProperties>> plan = plans.get(id);
    if (vm != null && plan != null && !plan.isEmpty()) {
      plan.remove().accept(vm);
    }
    return vm;
  }
}
