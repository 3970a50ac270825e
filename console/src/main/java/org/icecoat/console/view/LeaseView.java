package org.icecoat.console.view;

import java.time.Duration;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.LeaseType;

/** How long a VM may live. {@code expiryAction} and {@code grace} may be null. */
public record LeaseView(Duration duration, String expiryAction, Duration grace) {
  public static LeaseView of(LeaseType wire) {
    ExpiryActionType action = wire.getExpiryAction();
    return new LeaseView(
        wire.getDuration(), action == null ? null : action.value(), wire.getGrace());
  }
}
