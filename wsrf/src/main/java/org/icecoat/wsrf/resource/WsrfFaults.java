package org.icecoat.wsrf.resource;

import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.r.ResourceUnavailableFaultType;
import org.icecoat.wire.oasis.r.ResourceUnknownFaultType;
import org.icecoat.wire.oasis.rp.InvalidResourcePropertyQNameFaultType;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;

/** The faults that several operations share. */
final class WsrfFaults {
  private static final int SHOWN = 100;
  private final Faults faults;

  WsrfFaults(Faults faults) {
    this.faults = faults;
  }

  <F extends BaseFaultType> F fill(F fault, WsrfException reason) {
    return faults.fill(fault, reason.name(), reason.getMessage());
  }

  ResourceUnknownFault unknown(String id) {
    String text =
        id.isEmpty()
            ? "The request names no resource; send the reference parameters of its EPR, or put its"
                + " id at the end of the URL"
            : "There is no resource " + cut(id) + " for you here";
    return new ResourceUnknownFault(
        text, faults.fill(new ResourceUnknownFaultType(), WsrfCause.RESOURCE_UNKNOWN.name(), text));
  }

  /** Unavailable now; what is no such cause is a defect and passes on unchanged. */
  ResourceUnavailableFault onAccess(WsrfException reason) throws ResourceUnknownFault {
    if (reason.code() == WsrfCause.RESOURCE_UNKNOWN) {
      throw new ResourceUnknownFault(
          reason.getMessage(), fill(new ResourceUnknownFaultType(), reason), reason);
    }
    if (reason.code() != WsrfCause.RESOURCE_UNAVAILABLE) {
      throw reason;
    }
    return new ResourceUnavailableFault(
        reason.getMessage(), fill(new ResourceUnavailableFaultType(), reason), reason);
  }

  InvalidResourcePropertyQNameFault noProperty(QName name) {
    return noProperty(
        new WsrfException(
            WsrfCause.INVALID_PROPERTY_NAME,
            cut(String.valueOf(name))
                + " is no resource property here; GetResourcePropertyDocument shows those there"
                + " are"));
  }

  InvalidResourcePropertyQNameFault noProperty(WsrfException reason) {
    return new InvalidResourcePropertyQNameFault(
        reason.getMessage(), fill(new InvalidResourcePropertyQNameFaultType(), reason), reason);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
