package org.icecoat.wsrf.property;

import java.util.List;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rp.ResourcePropertyChangeFailureType;
import org.icecoat.wire.oasis.rp.ResourcePropertyChangeFailureType.CurrentValue;
import org.icecoat.wire.oasis.rp.ResourcePropertyChangeFailureType.RequestedValue;
import org.icecoat.wsrf.fault.WsrfException;

/** A change that was not made; carries what the fault shows. */
public final class RefusedChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient QName property;
  private final transient List<?> current;
  private final transient List<Object> requested;

  RefusedChangeException(
      QName property, List<?> current, List<Object> requested, WsrfException reason) {
    super(reason.getMessage(), reason);
    this.property = property;
    this.current = current;
    this.requested = requested;
  }

  public WsrfException reason() {
    return (WsrfException) getCause();
  }

  /** Nothing was changed, so everything is as before: {@code Restored} is true. */
  public ResourcePropertyChangeFailureType failure() {
    ResourcePropertyChangeFailureType failure = new ResourcePropertyChangeFailureType();
    failure.setRestored(true);
    if (!current.isEmpty()) {
      CurrentValue now = new CurrentValue();
      current.forEach(value -> now.getAny().add(ElementCodec.element(property, value)));
      failure.setCurrentValue(now);
    }
    if (!requested.isEmpty()) {
      RequestedValue wanted = new RequestedValue();
      wanted.getAny().addAll(requested);
      failure.setRequestedValue(wanted);
    }
    return failure;
  }
}
