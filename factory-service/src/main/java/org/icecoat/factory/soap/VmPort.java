package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.Factory;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.order.KeptEvidence;
import org.icecoat.factory.order.VmEvidence;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.order.VmOutput;
import org.icecoat.factory.order.VmReceipts;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rl.DestroyResponse;
import org.icecoat.wire.oasis.rl.SetTerminationTime;
import org.icecoat.wire.oasis.rl.SetTerminationTimeResponse;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rlw.UnableToSetTerminationTimeFault;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.SetResourcePropertiesResponse;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rpw.UnableToModifyResourcePropertyFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.GetKeptEvidence;
import org.icecoat.wire.vm.GetKeptEvidenceResponse;
import org.icecoat.wire.vm.GetReceipt;
import org.icecoat.wire.vm.GetReceiptResponse;
import org.icecoat.wire.vm.OrderResponseType;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.Shutdown;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.resource.ResourceOperations;

/** The port type TrustedVm. */
final class VmPort implements TrustedVm {
  private final ResourceOperations<Caller, VmView> wsrf;
  private final Calls<Caller> calls;
  private final VmOrders orders;
  private final VmOutput output;
  private final VmEvidence evidence;
  private final VmReceipts receipts;
  private final KeptEvidence kept;

  VmPort(ResourceOperations<Caller, VmView> wsrf, Calls<Caller> calls, Factory factory) {
    this.wsrf = wsrf;
    this.calls = calls;
    this.orders = factory.orders();
    this.output = factory.output();
    this.evidence = factory.evidence();
    this.receipts = factory.receipts();
    this.kept = factory.keptEvidence();
  }

  private VmId id() throws ResourceUnknownFault, ResourceUnavailableFault {
    return wsrf.resource().vm().id();
  }

  @Override
  public OrderResponseType start(OrderType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(orders.start(calls.caller(), id()));
  }

  @Override
  public OrderResponseType pause(OrderType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(orders.pause(calls.caller(), id()));
  }

  @Override
  public OrderResponseType resume(OrderType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(orders.resume(calls.caller(), id()));
  }

  @Override
  public OrderResponseType restart(OrderType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(orders.restart(calls.caller(), id()));
  }

  @Override
  public OrderResponseType recover(OrderType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(orders.recover(calls.caller(), id()));
  }

  @Override
  public OrderResponseType shutdown(Shutdown request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmWriter.ordered(
        orders.shutdown(calls.caller(), id(), Optional.ofNullable(request.getGrace())));
  }

  @Override
  public OutputType getOutput(OutputRangeType request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    OutputRange range =
        REQUEST.required(
            "MaximalBytes",
            request,
            wire ->
                new OutputRange(
                    OutputRange.Stream.valueOf(REQUEST.required("Stream", wire.getStream()).name()),
                    wire.getOffset(),
                    wire.getMaximalBytes()));
    return VmWriter.output(output.read(calls.caller(), id(), range));
  }

  @Override
  public GetReceiptResponse getReceipt(GetReceipt request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    Optional<Epoch> placement =
        REQUEST.optional("Placement", request.getPlacement(), number -> new Epoch(number));
    GetReceiptResponse response = new GetReceiptResponse();
    response.setReceipt(receipts.issue(calls.caller(), id(), placement).bytes());
    return response;
  }

  @Override
  public GetEvidenceResponse getEvidence(GetEvidence request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    return VmEvidenceMapping.response(
        evidence.ask(calls.caller(), id(), VmEvidenceMapping.question(request)));
  }

  @Override
  public GetKeptEvidenceResponse getKeptEvidence(GetKeptEvidence request)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    Sha256 digest = REQUEST.required("Digest", request.getDigest(), Sha256::parse);
    GetKeptEvidenceResponse response = new GetKeptEvidenceResponse();
    response.setEvidence(kept.find(calls.caller(), id(), digest).bytes());
    return response;
  }

  @Override
  public GetResourcePropertyResponse getResourceProperty(QName name)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return wsrf.getResourceProperty(name);
  }

  @Override
  public GetMultipleResourcePropertiesResponse getMultipleResourceProperties(
      GetMultipleResourceProperties request)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return wsrf.getMultipleResourceProperties(request);
  }

  @Override
  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) throws ResourceUnknownFault, ResourceUnavailableFault {
    return wsrf.getResourcePropertyDocument(request);
  }

  @Override
  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnknownQueryExpressionDialectFault,
          InvalidQueryExpressionFault,
          QueryEvaluationErrorFault {
    return wsrf.queryResourceProperties(request);
  }

  @Override
  public SetResourcePropertiesResponse setResourceProperties(SetResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          InvalidResourcePropertyQNameFault,
          InvalidModificationFault,
          UnableToModifyResourcePropertyFault,
          SetResourcePropertyRequestFailedFault {
    return wsrf.setResourceProperties(request);
  }

  @Override
  public DestroyResponse destroy(Destroy request)
      throws ResourceUnknownFault, ResourceUnavailableFault, ResourceNotDestroyedFault {
    return wsrf.destroy(request);
  }

  @Override
  public SetTerminationTimeResponse setTerminationTime(SetTerminationTime request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnableToSetTerminationTimeFault,
          TerminationTimeChangeRejectedFault {
    return wsrf.setTerminationTime(request);
  }
}
