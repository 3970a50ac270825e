package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.Factory;
import org.icecoat.factory.administration.HistorySearch;
import org.icecoat.factory.administration.LostNodes;
import org.icecoat.factory.administration.NodeAdministration;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.administration.PolicyAdministration;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.service.access.Caller;
import org.icecoat.service.policy.RollOut;
import org.icecoat.service.soap.RollOuts;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.administration.ActivatePolicy;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.DrainNode;
import org.icecoat.wire.administration.EnrolNode;
import org.icecoat.wire.administration.EvictVm;
import org.icecoat.wire.administration.EvictVmResponse;
import org.icecoat.wire.administration.GetNodeEvidence;
import org.icecoat.wire.administration.GetNodeEvidenceResponse;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.ListNodesResponse;
import org.icecoat.wire.administration.ListPolicies;
import org.icecoat.wire.administration.ListQuotas;
import org.icecoat.wire.administration.ListQuotasResponse;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeResponseType;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.RemoveNode;
import org.icecoat.wire.administration.RemoveNodeResponse;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.administration.SearchHistoryResponse;
import org.icecoat.wsrf.call.Calls;

/** The port type Administration. */
final class AdministrationPort implements Administration {
  private final Calls<Caller> calls;
  private final NodeAdministration nodes;
  private final LostNodes lost;
  private final PolicyAdministration policies;
  private final VmOrders orders;
  private final Access access;
  private final NodeSummaries summaries;
  private final QuotaMapping quotas;
  private final HistorySearch histories;

  AdministrationPort(Calls<Caller> calls, Factory factory, NodeSummaries summaries) {
    this.calls = calls;
    this.summaries = summaries;
    this.nodes = factory.administration();
    this.lost = factory.lostNodes();
    this.policies = factory.policies();
    this.orders = factory.orders();
    this.access = factory.access();
    this.quotas = new QuotaMapping(factory.quotas(), factory.defaults().longestLease());
    this.histories = factory.histories();
  }

  @Override
  public NodeResponseType enrolNode(EnrolNode request) {
    NodeAddress address =
        new NodeAddress(
            name(request.getNode()),
            REQUEST.required("Endpoint", request.getEndpoint(), URI::create),
            REQUEST.required("Dn", request.getDn(), Dn::parse));
    Set<Doubt> accepted =
        request.getAccept().stream()
            .map(each -> Doubt.valueOf(each.name()))
            .collect(Collectors.toUnmodifiableSet());
    return answer(nodes.enrol(calls.caller(), address, accepted));
  }

  @Override
  public ListNodesResponse listNodes(ListNodes request) {
    ListNodesResponse response = new ListNodesResponse();
    nodes.list(calls.caller()).forEach(view -> response.getNode().add(summaries.record(view)));
    return response;
  }

  @Override
  public NodeResponseType cordonNode(NodeNameRequestType request) {
    return answer(nodes.cordon(calls.caller(), name(request.getNode()), why(request.getWhy())));
  }

  @Override
  public NodeResponseType uncordonNode(NodeNameRequestType request) {
    return answer(nodes.uncordon(calls.caller(), name(request.getNode())));
  }

  @Override
  public NodeResponseType drainNode(DrainNode request) {
    return answer(
        nodes.drain(
            calls.caller(), name(request.getNode()), why(request.getWhy()), request.isWait()));
  }

  @Override
  public RemoveNodeResponse removeNode(RemoveNode request) {
    NodeName node = name(request.getNode());
    if (Boolean.TRUE.equals(request.isLost())) {
      lost.remove(calls.caller(), node, why(request.getWhy()).orElse(""));
    } else {
      nodes.remove(calls.caller(), node);
    }
    return new RemoveNodeResponse();
  }

  @Override
  public NodeResponseType attestNode(NodeNameRequestType request) {
    return answer(nodes.attest(calls.caller(), name(request.getNode())));
  }

  @Override
  public GetNodeEvidenceResponse getNodeEvidence(GetNodeEvidence request) {
    GetNodeEvidenceResponse response = new GetNodeEvidenceResponse();
    NodeName node = name(request.getNode());
    Octets evidence =
        REQUEST
            .optional("Digest", request.getDigest(), Sha256::parse)
            .map(digest -> nodes.evidence(calls.caller(), node, digest))
            .orElseGet(() -> nodes.evidence(calls.caller(), node).encoded());
    response.setEvidence(evidence.bytes());
    return response;
  }

  @Override
  public PoliciesResponseType activatePolicy(ActivatePolicy request) {
    Octets pem = Octets.of(REQUEST.required("Policy", request.getPolicy()));
    RollOut rollOut = RollOuts.read(REQUEST, request.getUntil(), request.getRollOut());
    return NodeTrustWriter.policies(policies.activate(calls.caller(), pem, rollOut));
  }

  @Override
  public PoliciesResponseType listPolicies(ListPolicies request) {
    return NodeTrustWriter.policies(policies.list(calls.caller()));
  }

  @Override
  public EvictVmResponse evictVm(EvictVm request) {
    access.requireAdministering(calls.caller());
    VmId id = REQUEST.required("Id", request.getId(), VmId::parse);
    String why = REQUEST.required("Why", request.getWhy());
    EvictVmResponse response = new EvictVmResponse();
    response.setState(VmWriter.state(orders.evict(calls.caller(), id, why)));
    return response;
  }

  @Override
  public ListQuotasResponse listQuotas(ListQuotas request) {
    return quotas.list(calls.caller(), request);
  }

  @Override
  public SearchHistoryResponse searchHistory(SearchHistory request) {
    return HistoryMapping.found(histories.find(calls.caller(), HistoryMapping.search(request)));
  }

  private static NodeName name(String wire) {
    return REQUEST.required("Node", wire, NodeName::new);
  }

  private static Optional<String> why(String wire) {
    return Optional.ofNullable(wire);
  }

  private NodeResponseType answer(NodeView view) {
    NodeResponseType response = new NodeResponseType();
    response.setNode(summaries.record(view));
    return response;
  }
}
