package org.icecoat.console.vm;

import org.icecoat.wire.types.ExpiryActionType;

/** What happens at the end of a lease, as it is written on the command line. */
public enum ExpiryAction {
  shutdown(ExpiryActionType.SHUTDOWN),
  pause(ExpiryActionType.PAUSE),
  destroy(ExpiryActionType.DESTROY);

  private final ExpiryActionType wire;

  ExpiryAction(ExpiryActionType wire) {
    this.wire = wire;
  }

  public ExpiryActionType wire() {
    return wire;
  }
}
