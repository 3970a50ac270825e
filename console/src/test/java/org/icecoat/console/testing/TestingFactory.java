package org.icecoat.console.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.DeployVmResponse;
import org.icecoat.wire.factory.FittingImageType;
import org.icecoat.wire.factory.FittingNodeType;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.ListVmsResponse;
import org.icecoat.wire.factory.Match;
import org.icecoat.wire.factory.MatchResponse;
import org.icecoat.wire.factory.VmSummaryType;
import org.icecoat.wire.oasis.addressing.AttributedURIType;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.ReasonType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;

/** A factory in memory. */
public final class TestingFactory {
  private static final int LARGEST_PAGE = 2;

  private final TestingVms vms;
  private final Map<String, String> tokens = new HashMap<>();
  private DeployVm last;

  TestingFactory(TestingVms vms) {
    this.vms = vms;
  }

  /** The last deployment that was asked for. */
  public DeployVm last() {
    return last;
  }

  /** The same token gives the same VM; the first is {@link TestingVms#FIRST}. */
  public DeployVmResponse deployVm(DeployVm request) {
    last = request;
    String id = tokens.computeIfAbsent(request.getToken(), token -> fresh(request));
    DeployVmResponse answer = new DeployVmResponse();
    answer.setVm(new EndpointReferenceType());
    answer.getVm().setAddress(new AttributedURIType());
    answer.getVm().getAddress().setValue("https://factory.example:8443/vm");
    answer.setSummary(summary(vms.all.get(id)));
    return answer;
  }

  private String fresh(DeployVm request) {
    String name = request.getRequest().getName();
    String id = tokens.isEmpty() ? TestingVms.FIRST : TestingVms.SECOND;
    VmProperties vm = vms.running(id, name == null ? "vm" : name);
    vm.setState(VmStateType.REQUESTED);
    vm.getApplication()
        .setState(
            request.getRequest().getApplication() == null
                ? ApplicationStateType.NONE
                : ApplicationStateType.WAITING);
    return id;
  }

  private static VmSummaryType summary(VmProperties vm) {
    VmSummaryType summary = new VmSummaryType();
    summary.setId(vm.getId());
    summary.setHandle(vm.getHandle());
    summary.setName(vm.getName());
    summary.setOwner(vm.getOwner());
    summary.setState(vm.getState());
    summary.setNode(vm.getNode());
    summary.setImageName(vm.getImage() == null ? null : vm.getImage().getName());
    summary.setCreatedAt(vm.getCreatedAt());
    summary.setTerminationTime(
        vm.getTerminationTime() == null ? null : vm.getTerminationTime().getValue());
    summary.setApplicationState(vm.getApplication().getState());
    return summary;
  }

  /** Pages are small, so that clients must go on. */
  public ListVmsResponse listVms(ListVms request) {
    List<VmProperties> wanted =
        vms.all.values().stream()
            .filter(
                vm -> request.getState().isEmpty() || request.getState().contains(vm.getState()))
            .toList();
    int from = 0;
    for (int i = 0; i < wanted.size(); i++) {
      from = wanted.get(i).getId().equals(request.getAfter()) ? i + 1 : from;
    }
    int to = Math.min(wanted.size(), from + LARGEST_PAGE);
    ListVmsResponse answer = new ListVmsResponse();
    wanted.subList(from, to).stream().map(TestingFactory::summary).forEach(answer.getVm()::add);
    answer.setMore(to < wanted.size());
    return answer;
  }

  /** Only the dataset decides: globins is on node2. */
  public MatchResponse match(Match request) {
    MatchResponse answer = new MatchResponse();
    FittingImageType image = new FittingImageType();
    image.setImage(TestingImages.summary());
    image.setScore(90);
    answer.getFittingImage().add(image);
    answer.getNodeReason().add(reason("node1"));
    if (request.getRequest().getDataset().contains("globins")) {
      FittingNodeType node = new FittingNodeType();
      node.setNode(TestingNodes.summary("node2"));
      node.setScore(70);
      answer.getFittingNode().add(node);
    } else {
      answer.getNodeReason().add(reason("node2"));
    }
    return answer;
  }

  public static ReasonType reason(String node) {
    ReasonType reason = new ReasonType();
    reason.setSubject(node);
    reason.setCode("DATASET_ABSENT");
    reason.setDescription("does not hold the dataset");
    return reason;
  }

  public GetResourcePropertyResponse getResourceProperty(QName name) {
    return new GetResourcePropertyResponse();
  }
}
