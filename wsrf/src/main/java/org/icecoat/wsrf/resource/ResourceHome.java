package org.icecoat.wsrf.resource;

import java.util.Optional;

/** Where the resources of one endpoint are. */
@FunctionalInterface
public interface ResourceHome<C, R> {
  /**
   * Empty if there is no such resource <em>or the caller may not know of it</em>: the client gets
   * the same fault for both. The id is whatever the client sent.
   *
   * @throws org.icecoat.wsrf.fault.WsrfException RESOURCE_UNAVAILABLE if it cannot be told now
   */
  Optional<R> find(C caller, String id);
}
