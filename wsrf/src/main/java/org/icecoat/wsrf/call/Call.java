package org.icecoat.wsrf.call;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param caller as the {@link PeerAuthenticator} made it
 * @param resource the id in the reference parameter or in the URL's path, if there is one
 * @param endpoint the public address of the endpoint, without the id
 * @param prefixes namespace prefixes in scope at a query expression; empty for other requests
 */
public record Call<C>(
    C caller, Optional<String> resource, URI endpoint, Map<String, String> prefixes) {

  /** A request without a query. */
  public Call(C caller, Optional<String> resource, URI endpoint) {
    this(caller, resource, endpoint, Map.of());
  }
}
