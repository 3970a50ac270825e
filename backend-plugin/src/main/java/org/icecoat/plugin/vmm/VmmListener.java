package org.icecoat.plugin.vmm;

import org.icecoat.domain.vm.VmId;

/**
 * Hears of what happens to domains. Events may come late, twice or never: whoever listens looks at
 * the domain itself, and looks at all of them from time to time.
 */
public interface VmmListener {
  /** The domain may be in another state now. */
  void domainChanged(VmId id);

  /** The guest was reset by {@link Vmm#reset}: its runner starts again. */
  void guestReset(VmId id);

  /** Events may have been lost: every domain may be in another state. */
  void eventsLost();
}
