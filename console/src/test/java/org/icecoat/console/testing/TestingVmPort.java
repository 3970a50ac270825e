package org.icecoat.console.testing;

import jakarta.xml.bind.JAXBElement;
import java.util.Arrays;
import java.util.function.Supplier;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.icecoat.wire.oasis.r.ResourceUnknownFaultType;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rl.DestroyResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.SetResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.UpdateType;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.types.DesiredStateType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.GetKeptEvidence;
import org.icecoat.wire.vm.GetKeptEvidenceResponse;
import org.icecoat.wire.vm.GetReceipt;
import org.icecoat.wire.vm.GetReceiptResponse;
import org.icecoat.wire.vm.ObjectFactory;
import org.icecoat.wire.vm.OrderResponseType;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.Shutdown;
import org.icecoat.wire.vm.VmProperties;

/** One VM as a port: called by {@link PlannedFaults} under the names of the port type. */
public final class TestingVmPort {
  private final TestingVms vms;
  private final Supplier<String> id;

  TestingVmPort(TestingVms vms, Supplier<String> id) {
    this.vms = vms;
    this.id = id;
  }

  private VmProperties vm() throws ResourceUnknownFault {
    return known(vms.all.get(id.get()));
  }

  private VmProperties known(VmProperties vm) throws ResourceUnknownFault {
    if (vm == null) {
      ResourceUnknownFaultType content =
          WireFaults.described(
              new ResourceUnknownFaultType(), "RESOURCE_UNKNOWN", "There is no VM " + id.get());
      throw new ResourceUnknownFault("unknown", content);
    }
    return vm;
  }

  private OrderResponseType order(VmStateType state, DesiredStateType desired)
      throws ResourceUnknownFault {
    VmProperties vm = vm();
    vm.setState(state);
    vm.setDesiredState(desired);
    OrderResponseType answer = new OrderResponseType();
    answer.setState(vm.getState());
    answer.setDesiredState(vm.getDesiredState());
    return answer;
  }

  public OrderResponseType start(OrderType order) throws ResourceUnknownFault, WrongStateFault {
    VmProperties vm = vm();
    if (vm.getState() != VmStateType.STOPPED) {
      WrongStateFaultType content =
          WireFaults.described(
              new WrongStateFaultType(),
              "WRONG_STATE",
              "Only a stopped VM can be started; wait until it is, or restart it");
      content.setState(vm.getState());
      throw new WrongStateFault("wrong state", content);
    }
    return order(VmStateType.STARTING, DesiredStateType.RUNNING);
  }

  public OrderResponseType pause(OrderType order) throws ResourceUnknownFault {
    return order(VmStateType.RUNNING, DesiredStateType.PAUSED);
  }

  public OrderResponseType resume(OrderType order) throws ResourceUnknownFault {
    return order(VmStateType.PAUSED, DesiredStateType.RUNNING);
  }

  public OrderResponseType restart(OrderType order) throws ResourceUnknownFault {
    return order(VmStateType.RESTARTING, DesiredStateType.RUNNING);
  }

  public OrderResponseType recover(OrderType order) throws ResourceUnknownFault {
    return order(VmStateType.SCHEDULED, DesiredStateType.RUNNING);
  }

  /** The grace time becomes that of the lease, for tests to see. */
  public OrderResponseType shutdown(Shutdown order) throws ResourceUnknownFault {
    vm().getLease().setGrace(order.getGrace());
    return order(VmStateType.SHUTTING_DOWN, DesiredStateType.STOPPED);
  }

  public DestroyResponse destroy(Destroy order) throws ResourceUnknownFault {
    order(VmStateType.DESTROYING, DesiredStateType.DESTROYED);
    return new DestroyResponse();
  }

  public GetReceiptResponse getReceipt(GetReceipt request) throws ResourceUnknownFault {
    vm();
    GetReceiptResponse answer = new GetReceiptResponse();
    answer.setReceipt(vms.receipt.bytes());
    return answer;
  }

  public GetKeptEvidenceResponse getKeptEvidence(GetKeptEvidence request)
      throws ResourceUnknownFault, NotFoundFault {
    vm();
    GetKeptEvidenceResponse answer = new GetKeptEvidenceResponse();
    answer.setEvidence(vms.kept(request.getDigest()));
    return answer;
  }

  public GetEvidenceResponse getEvidence(GetEvidence request)
      throws ResourceUnknownFault, InvalidRequestFault {
    vm();
    return vms.relay.pass(request);
  }

  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) throws ResourceUnknownFault {
    GetResourcePropertyDocumentResponse answer = new GetResourcePropertyDocumentResponse();
    answer.setAny(known(vms.look(id.get())));
    return answer;
  }

  public SetResourcePropertiesResponse setResourceProperties(SetResourceProperties request)
      throws ResourceUnknownFault {
    VmProperties vm = vm();
    for (Object change : request.getInsertOrUpdateOrDelete()) {
      for (Object property : ((UpdateType) change).getAny()) {
        set(vm, (JAXBElement<?>) property);
      }
    }
    return new SetResourcePropertiesResponse();
  }

  private static void set(VmProperties vm, JAXBElement<?> property) {
    switch (property.getName().getLocalPart()) {
      case "Name" -> vm.setName((String) property.getValue());
      case "Cpus" -> vm.setCpus((Integer) property.getValue());
      case "MemoryMiB" -> vm.setMemoryMiB((Integer) property.getValue());
      case "Lease" -> {
        vm.setLease((LeaseType) property.getValue());
        vm.getTerminationTime().setValue(TestingConsole.NOON.plus(vm.getLease().getDuration()));
      }
      default -> throw new IllegalArgumentException(property.getName().toString());
    }
  }

  /** Knows two questions: the state as an element, anything else as its own text. */
  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request)
      throws ResourceUnknownFault {
    String asked = String.valueOf(request.getQueryExpression().getContent().get(0));
    QueryResourcePropertiesResponse answer = new QueryResourcePropertiesResponse();
    if (asked.contains("local-name()='State'")) {
      answer.getContent().add(new ObjectFactory().createState(vm().getState()));
    } else {
      answer.getContent().add(asked);
    }
    return answer;
  }

  public OutputType getOutput(OutputRangeType range) throws ResourceUnknownFault {
    VmProperties vm = vm();
    byte[] all = vms.output.getOrDefault(id.get(), new byte[0]);
    int from = (int) Math.min(range.getOffset(), all.length);
    int to = Math.min(all.length, from + Math.min(7, range.getMaximalBytes()));
    OutputType piece = new OutputType();
    piece.setStream(range.getStream());
    piece.setOffset(from);
    piece.setContent(Arrays.copyOfRange(all, from, to));
    boolean over =
        switch (vm.getApplication().getState()) {
          case SUCCEEDED, FAILED, TIMED_OUT, LOST -> true;
          default -> false;
        };
    piece.setComplete(over && to == all.length);
    piece.setTruncated(Boolean.TRUE.equals(vm.getApplication().isTruncated()));
    return piece;
  }
}
