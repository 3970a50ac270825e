package org.icecoat.wsrf.resource;

import java.time.Clock;
import javax.xml.namespace.QName;
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
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.Faults;

/**
 * The operations of WSRF 1.2 on the resource that the current request addresses. A port type's
 * implementation delegates each of them to this in one line.
 */
public final class ResourceOperations<C, R> {
  private final CurrentResource<C, R> current;
  private final Reading<C, R> reading;
  private final Querying<C, R> querying;
  private final Setting<C, R> setting;
  private final Ending<C, R> ending;

  public ResourceOperations(ResourceKind<C, R> kind, Calls<C> calls, Faults faults, Clock clock) {
    WsrfFaults typed = new WsrfFaults(faults);
    this.current = new CurrentResource<>(kind.home(), calls, typed);
    this.reading = new Reading<>(kind, current, calls, typed);
    this.querying = new Querying<>(kind, reading, calls, typed);
    this.setting = new Setting<>(kind, current, calls, typed);
    this.ending = new Ending<>(kind, current, calls, typed, clock);
  }

  /** The resource that the current request addresses, for a service's own operations. */
  public R resource() throws ResourceUnknownFault, ResourceUnavailableFault {
    return current.get();
  }

  public GetResourcePropertyResponse getResourceProperty(QName name)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return reading.one(name);
  }

  public GetMultipleResourcePropertiesResponse getMultipleResourceProperties(
      GetMultipleResourceProperties request)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return reading.several(request);
  }

  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) throws ResourceUnknownFault, ResourceUnavailableFault {
    GetResourcePropertyDocumentResponse response = new GetResourcePropertyDocumentResponse();
    response.setAny(reading.document());
    return response;
  }

  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnknownQueryExpressionDialectFault,
          InvalidQueryExpressionFault,
          QueryEvaluationErrorFault {
    return querying.query(request);
  }

  public SetResourcePropertiesResponse setResourceProperties(SetResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          InvalidResourcePropertyQNameFault,
          InvalidModificationFault,
          UnableToModifyResourcePropertyFault,
          SetResourcePropertyRequestFailedFault {
    return setting.set(request);
  }

  public DestroyResponse destroy(Destroy request)
      throws ResourceUnknownFault, ResourceUnavailableFault, ResourceNotDestroyedFault {
    return ending.destroy();
  }

  public SetTerminationTimeResponse setTerminationTime(SetTerminationTime request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnableToSetTerminationTimeFault,
          TerminationTimeChangeRejectedFault {
    return ending.at(request);
  }
}
