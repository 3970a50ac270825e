package org.icecoat.console.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.icecoat.wire.administration.ActivatePolicy;
import org.icecoat.wire.administration.DoubtType;
import org.icecoat.wire.administration.DrainNode;
import org.icecoat.wire.administration.EnrolNode;
import org.icecoat.wire.administration.EvictVm;
import org.icecoat.wire.administration.EvictVmResponse;
import org.icecoat.wire.administration.GetNodeEvidence;
import org.icecoat.wire.administration.GetNodeEvidenceResponse;
import org.icecoat.wire.administration.HistoryLineType;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.ListNodesResponse;
import org.icecoat.wire.administration.ListPolicies;
import org.icecoat.wire.administration.ListQuotas;
import org.icecoat.wire.administration.ListQuotasResponse;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.administration.NodeResponseType;
import org.icecoat.wire.administration.NodeTpmType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.OwnerQuotaType;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.PolicyRecordType;
import org.icecoat.wire.administration.RemoveNode;
import org.icecoat.wire.administration.RemoveNodeResponse;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.administration.SearchHistoryResponse;
import org.icecoat.wire.administration.TpmClassType;
import org.icecoat.wire.administration.TrustChangeType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wire.factory.LimitType;
import org.icecoat.wire.factory.NodeStandingType;
import org.icecoat.wire.factory.NodeStandingVerdictType;
import org.icecoat.wire.factory.NodeStateType;
import org.icecoat.wire.factory.NodeSummaryType;
import org.icecoat.wire.types.CapacityType;
import org.icecoat.wire.types.LabelType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.types.VmmType;

/** The administration of a factory in memory. */
public final class TestingNodes {
  private static final String OWNER = "CN=Alice,O=Testing Grid,C=XX";

  private final Map<String, NodeRecordType> all = new LinkedHashMap<>();
  private final TestingVms vms;
  private final List<PolicyRecordType> policies = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private SearchHistory searched;
  private RemoveNode removal = new RemoveNode();
  private byte[] evidence = new byte[0];
  private GetNodeEvidence asked = new GetNodeEvidence();
  private List<DoubtType> accepted = List.of();

  TestingNodes(TestingVms vms) {
    this.vms = vms;
    all.put("node2", record("node2", "https://node2:8443/plugin", "CN=node2,O=Testing Grid,C=XX"));
  }

  static NodeSummaryType summary(String name) {
    NodeSummaryType node = new NodeSummaryType();
    node.setName(name);
    node.setState(NodeStateType.READY);
    VmmType vmm = new VmmType();
    vmm.setName("qemu-tcg");
    vmm.setVersion("7.2");
    node.getVmm().add(vmm);
    node.getArchitecture().add("x86_64");
    node.setCapacity(capacity(8, 16384));
    node.setFree(capacity(6, 12288));
    node.getDataset().add("globins");
    LabelType label = new LabelType();
    label.setName("site");
    label.setValue("north");
    node.getLabel().add(label);
    NodeStandingType trust = new NodeStandingType();
    trust.setVerdict(NodeStandingVerdictType.TRUSTED);
    trust.setAge(Duration.ofMinutes(2));
    trust.setPolicy("site version 3");
    trust.setAt(TestingConsole.NOON.minus(Duration.ofMinutes(2)));
    trust.setEvidence("sha256:" + "ab".repeat(32));
    node.setTrust(trust);
    return node;
  }

  private static CapacityType capacity(int cpus, int memory) {
    CapacityType capacity = new CapacityType();
    capacity.setCpus(cpus);
    capacity.setMemoryMiB(memory);
    capacity.setDiskMiB(102400);
    return capacity;
  }

  private static NodeRecordType record(String name, String endpoint, String dn) {
    NodeRecordType node = new NodeRecordType();
    node.setSummary(summary(name));
    node.setEndpoint(endpoint);
    node.setDn(dn);
    node.setEnrolledAt(TestingConsole.NOON.minus(Duration.ofDays(3)));
    node.setHeardAt(TestingConsole.NOON.minus(Duration.ofSeconds(5)));
    node.setPluginVersion("0.1.0");
    node.setVms(1);
    node.setTpm(tpm());
    node.setTrust(trusted());
    node.getTrustChange().add(changed());
    return node;
  }

  private static NodeTpmType tpm() {
    NodeTpmType tpm = new NodeTpmType();
    tpm.setTpmClass(TpmClassType.HARDWARE);
    tpm.setMaker("53544D20-STMicro");
    tpm.setModel("STM ST33 1.2");
    return tpm;
  }

  private static TrustChangeType changed() {
    TrustChangeType change = new TrustChangeType();
    change.setPolicyName("strict");
    change.setResult(rejected(TestingConsole.NOON.minus(Duration.ofHours(1))));
    return change;
  }

  private static NodeTrustType rejected(Instant at) {
    NodeTrustType trust = new NodeTrustType();
    trust.setVerdict(TrustVerdictType.REJECTED);
    trust.setAt(at);
    trust.setPolicy("site version 4");
    trust.getReason().add("A component is not one that the policy allows (libvirt)");
    return trust;
  }

  private static NodeTrustType trusted() {
    NodeTrustType trust = new NodeTrustType();
    trust.setVerdict(TrustVerdictType.TRUSTED);
    trust.setAt(TestingConsole.NOON.minus(Duration.ofMinutes(2)));
    trust.setAge(Duration.ofMinutes(2));
    trust.setValidUntil(TestingConsole.NOON.plus(Duration.ofMinutes(8)));
    trust.setPolicy("site version 3");
    return trust;
  }

  private NodeResponseType told(String name, NodeStateType state, String why) {
    NodeRecordType node = all.get(name);
    node.getSummary().setState(state);
    node.setWhy(why);
    NodeResponseType answer = new NodeResponseType();
    answer.setNode(node);
    return answer;
  }

  public void has(String name, int count) {
    all.get(name).setVms(count);
  }

  /** What becomes of node2 before it is looked at once more. */
  public TestingNodes then(Consumer<NodeRecordType> change) {
    later.add(() -> change.accept(all.get("node2")));
    return this;
  }

  public ListNodesResponse listNodes(ListNodes request) {
    if (!later.isEmpty()) {
      later.remove().run();
    }
    ListNodesResponse answer = new ListNodesResponse();
    answer.getNode().addAll(all.values());
    return answer;
  }

  public NodeResponseType enrolNode(EnrolNode request) {
    accepted = List.copyOf(request.getAccept());
    all.put(request.getNode(), record(request.getNode(), request.getEndpoint(), request.getDn()));
    return told(request.getNode(), NodeStateType.READY, null);
  }

  /** What was accepted with the last enrolment. */
  public List<DoubtType> accepted() {
    return accepted;
  }

  public NodeResponseType cordonNode(NodeNameRequestType request) {
    return told(request.getNode(), NodeStateType.CORDONED, request.getWhy());
  }

  public NodeResponseType uncordonNode(NodeNameRequestType request) {
    return told(request.getNode(), NodeStateType.READY, request.getWhy());
  }

  /** As it is, with the last result of all: refused. */
  public NodeResponseType attestNode(NodeNameRequestType request) {
    all.get(request.getNode()).setTrust(rejected(TestingConsole.NOON));
    return told(request.getNode(), NodeStateType.READY, null);
  }

  /** What was given. */
  public GetNodeEvidenceResponse getNodeEvidence(GetNodeEvidence request) {
    asked = request;
    GetNodeEvidenceResponse answer = new GetNodeEvidenceResponse();
    answer.setEvidence(evidence.clone());
    return answer;
  }

  /** How evidence was asked for last. */
  public GetNodeEvidence asked() {
    return asked;
  }

  /** Evidence for every node. */
  public void prove(byte[] given) {
    evidence = given.clone();
  }

  /** It is in force, whatever it is, beside version 3. */
  public PoliciesResponseType activatePolicy(ActivatePolicy request) {
    policies.clear();
    policies.add(policy(4, null));
    policies.add(policy(3, end(request.getUntil(), request.getRollOut(), Duration.ofHours(1))));
    return listPolicies(new ListPolicies());
  }

  public PoliciesResponseType listPolicies(ListPolicies request) {
    PoliciesResponseType answer = new PoliciesResponseType();
    answer.getPolicy().addAll(policies);
    return answer;
  }

  static Instant end(Instant until, Duration rollOut, Duration usual) {
    return until == null ? TestingConsole.NOON.plus(rollOut == null ? usual : rollOut) : until;
  }

  static PolicyRecordType policy(int version, Instant until) {
    PolicyRecordType policy = new PolicyRecordType();
    policy.setName("site");
    policy.setVersion(version);
    policy.setDigest("sha256:" + "5a".repeat(32));
    policy.setSigner("CN=Alice,O=Testing Grid,C=XX");
    policy.setSignedAt(TestingConsole.NOON.minus(Duration.ofDays(1)));
    policy.setUntil(until);
    policy.setUsual(true);
    return policy;
  }

  public NodeResponseType drainNode(DrainNode request) {
    return told(request.getNode(), NodeStateType.DRAINING, request.getWhy());
  }

  public RemoveNodeResponse removeNode(RemoveNode request) {
    removal = request;
    all.remove(request.getNode());
    return new RemoveNodeResponse();
  }

  /** How a node was removed last. */
  public RemoveNode removal() {
    return removal;
  }

  /** Alice has as much as she may, whoever is asked for. */
  public ListQuotasResponse listQuotas(ListQuotas request) {
    OwnerQuotaType quota = new OwnerQuotaType();
    quota.setOwner(request.getOwner() == null ? OWNER : request.getOwner());
    quota.getVoAttribute().add("/biomed");
    quota.setRule("/biomed");
    quota.setDeploy(true);
    quota.setVms(limit(4, 4));
    quota.setCpus(limit(12, 32));
    quota.setMemoryMiB(limit(2048, Long.MAX_VALUE));
    quota.setMaximalLease(Duration.ofDays(7));
    ListQuotasResponse answer = new ListQuotasResponse();
    answer.getQuota().add(quota);
    answer.setMore(true);
    return answer;
  }

  private static LimitType limit(long used, long limit) {
    LimitType wire = new LimitType();
    wire.setUsed(used);
    wire.setLimit(limit);
    return wire;
  }

  /** The last search, which is answered by one entry and that there are older ones. */
  public SearchHistory searched() {
    return searched;
  }

  public SearchHistoryResponse searchHistory(SearchHistory request) {
    searched = request;
    HistoryLineType line = new HistoryLineType();
    line.setNumber(47);
    line.setAt(TestingConsole.NOON.minus(Duration.ofHours(1)));
    line.setVm(TestingVms.FIRST);
    line.setOwner(OWNER);
    line.setNode("node2");
    line.setState(VmStateType.DESTROYING);
    line.setEvent("destruction-ordered");
    line.setDescription("Evicted: abuse");
    SearchHistoryResponse answer = new SearchHistoryResponse();
    answer.getEntry().add(line);
    answer.setMore(true);
    return answer;
  }

  public EvictVmResponse evictVm(EvictVm request) {
    vms.all.get(request.getId()).setState(VmStateType.DESTROYING);
    EvictVmResponse answer = new EvictVmResponse();
    answer.setState(VmStateType.DESTROYING);
    return answer;
  }
}
