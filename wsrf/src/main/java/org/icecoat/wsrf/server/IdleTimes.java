package org.icecoat.wsrf.server;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Keeps connections whose clients may come again for longer than those on which a request, or the
 * first one, is awaited: a client who comes each minute is spared a handshake, and one who stops in
 * the midst of a request does not hold a thread as long.
 *
 * @param within a request, and until the first one: nothing moves for so long
 * @param between two requests
 */
record IdleTimes(Duration within, Duration between) implements HttpConfiguration.Customizer {
  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    client.setIdleTimeout(within.toMillis());
    Request.addCompletionListener(request, failure -> client.setIdleTimeout(between.toMillis()));
    return request;
  }
}
