package org.icecoat.wsrf.resource;

import java.util.function.Supplier;
import org.icecoat.wire.oasis.rp.InvalidModificationFaultType;
import org.icecoat.wire.oasis.rp.ResourcePropertyChangeFailureType;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.SetResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.SetResourcePropertyRequestFailedFaultType;
import org.icecoat.wire.oasis.rp.UnableToModifyResourcePropertyFaultType;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rpw.UnableToModifyResourcePropertyFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.icecoat.wsrf.property.ElementCodec;
import org.icecoat.wsrf.property.Modification;
import org.icecoat.wsrf.property.RefusedChangeException;

/** WS-ResourceProperties 1.2, section 8: validated first, then all or nothing. */
final class Setting<C, R> {
  private final ResourceKind<C, R> kind;
  private final ElementCodec codec;
  private final CurrentResource<C, R> current;
  private final Calls<C> calls;
  private final WsrfFaults faults;

  Setting(
      ResourceKind<C, R> kind, CurrentResource<C, R> current, Calls<C> calls, WsrfFaults faults) {
    this.kind = kind;
    this.codec = new ElementCodec(kind.jaxb());
    this.current = current;
    this.calls = calls;
    this.faults = faults;
  }

  SetResourcePropertiesResponse set(SetResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          InvalidResourcePropertyQNameFault,
          InvalidModificationFault,
          UnableToModifyResourcePropertyFault,
          SetResourcePropertyRequestFailedFault {
    R before = current.get();
    try {
      R after = changed(before, request);
      kind.store().orElseThrow(Setting::nothingSettable).replace(calls.caller(), before, after);
      return new SetResourcePropertiesResponse();
    } catch (RefusedChangeException e) {
      throw refused(e.reason(), e::failure);
    } catch (WsrfException e) {
      throw refused(e, Setting::unchanged);
    }
  }

  private R changed(R before, SetResourceProperties request) {
    return new Modification<>(kind.properties(), codec, calls.caller(), before).apply(request);
  }

  private SetResourcePropertyRequestFailedFault refused(
      WsrfException reason, Supplier<ResourcePropertyChangeFailureType> failure)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          InvalidResourcePropertyQNameFault,
          InvalidModificationFault,
          UnableToModifyResourcePropertyFault {
    switch (reason.code()) {
      case INVALID_PROPERTY_NAME -> throw faults.noProperty(reason);
      case INVALID_VALUE -> throw invalid(reason, failure.get());
      case PROPERTY_READ_ONLY -> throw readOnly(reason, failure.get());
      case MODIFICATION_FAILED -> {
        return failed(reason, failure.get());
      }
      default -> throw faults.onAccess(reason);
    }
  }

  private InvalidModificationFault invalid(
      WsrfException reason, ResourcePropertyChangeFailureType failure) {
    InvalidModificationFaultType fault = faults.fill(new InvalidModificationFaultType(), reason);
    fault.setResourcePropertyChangeFailure(failure);
    return new InvalidModificationFault(reason.getMessage(), fault, reason);
  }

  private UnableToModifyResourcePropertyFault readOnly(
      WsrfException reason, ResourcePropertyChangeFailureType failure) {
    var fault = faults.fill(new UnableToModifyResourcePropertyFaultType(), reason);
    fault.setResourcePropertyChangeFailure(failure);
    return new UnableToModifyResourcePropertyFault(reason.getMessage(), fault, reason);
  }

  private SetResourcePropertyRequestFailedFault failed(
      WsrfException reason, ResourcePropertyChangeFailureType failure) {
    var fault = faults.fill(new SetResourcePropertyRequestFailedFaultType(), reason);
    fault.setResourcePropertyChangeFailure(failure);
    return new SetResourcePropertyRequestFailedFault(reason.getMessage(), fault, reason);
  }

  private static WsrfException nothingSettable() {
    return new WsrfException(WsrfCause.PROPERTY_READ_ONLY, "No property can be set here");
  }

  private static ResourcePropertyChangeFailureType unchanged() {
    ResourcePropertyChangeFailureType failure = new ResourcePropertyChangeFailureType();
    failure.setRestored(true);
    return failure;
  }
}
