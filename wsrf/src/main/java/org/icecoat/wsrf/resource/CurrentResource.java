package org.icecoat.wsrf.resource;

import java.util.Optional;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.call.Call;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.WsrfException;

/** Finds the resource of the current request. */
final class CurrentResource<C, R> {
  private final ResourceHome<C, R> home;
  private final Calls<C> calls;
  private final WsrfFaults faults;

  CurrentResource(ResourceHome<C, R> home, Calls<C> calls, WsrfFaults faults) {
    this.home = home;
    this.calls = calls;
    this.faults = faults;
  }

  R get() throws ResourceUnknownFault, ResourceUnavailableFault {
    Call<C> call = calls.current();
    String id = call.resource().orElse("");
    try {
      Optional<R> found = home.find(call.caller(), id);
      if (found.isPresent()) {
        return found.get();
      }
    } catch (WsrfException e) {
      throw faults.onAccess(e);
    }
    throw faults.unknown(id);
  }
}
