package org.icecoat.domain.trust;

import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;

/** What is done to a VM when trust in its node is lost. */
public enum LossAction {
  /** Its history tells; nothing else changes. */
  NOTIFY(null),
  /** It stands still until trust is back and its owner resumes it. */
  PAUSE(VmEvent.PAUSE_FOR_TRUST),
  DESTROY(VmEvent.DESTROY_ORDERED);

  private final VmEvent event;

  LossAction(VmEvent event) {
    this.event = event;
  }

  /** What happens to a VM that has been started; what that does, its life cycle says. */
  public Optional<VmEvent> event() {
    return Optional.ofNullable(event);
  }
}
