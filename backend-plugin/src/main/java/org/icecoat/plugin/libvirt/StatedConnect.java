package org.icecoat.plugin.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.LibvirtException;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/**
 * A connection that tells of a paused domain whether libvirt is still starting it, which it does
 * with the CPUs stopped. libvirt-java has the state alone, without its reason.
 */
final class StatedConnect extends Connect {
  /** VIR_DOMAIN_PAUSED of virDomainState. */
  private static final int PAUSED = 3;

  /** VIR_DOMAIN_PAUSED_STARTING_UP of virDomainPausedReason. */
  private static final int STARTING_UP = 11;

  /** What libvirt-java lacks of libvirt-domain.h. */
  interface Reasons extends Library {
    Reasons INSTANCE = Native.load("virt", Reasons.class);

    /** The ints are written by the call alone; 0, or -1 if there is no such domain any more. */
    int virDomainGetState(
        DomainPointer domain, IntByReference state, IntByReference reason, int flags);
  }

  /** A domain's state at one moment. */
  record Stated(DomainInfo.DomainState state, boolean startingUp) {}

  StatedConnect(String uri) throws LibvirtException {
    super(uri);
  }

  /** Looks at a domain of this connection. */
  Stated stated(Domain domain, DomainInfo seen) throws LibvirtException {
    if (seen.state != DomainInfo.DomainState.VIR_DOMAIN_PAUSED) {
      return new Stated(seen.state, false);
    }
    DomainPointer pointer =
        Libvirt.INSTANCE.virDomainLookupByUUIDString(vcp, domain.getUUIDString());
    if (pointer == null) {
      return new Stated(domain.getInfo().state, false); // says that it is gone
    }
    try {
      return stated(pointer, domain);
    } finally {
      Libvirt.INSTANCE.virDomainFree(pointer);
    }
  }

  /** State and reason are of one moment; the start may have ended since the domain was seen. */
  private static Stated stated(DomainPointer pointer, Domain domain) throws LibvirtException {
    IntByReference state = new IntByReference();
    IntByReference reason = new IntByReference();
    int failed = Reasons.INSTANCE.virDomainGetState(pointer, state, reason, 0);
    return failed == 0 && state.getValue() == PAUSED
        ? new Stated(DomainInfo.DomainState.VIR_DOMAIN_PAUSED, reason.getValue() == STARTING_UP)
        : new Stated(domain.getInfo().state, false);
  }
}
