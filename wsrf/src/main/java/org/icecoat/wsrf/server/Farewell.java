package org.icecoat.wsrf.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to a peer that is refused, after which the connection ends. A small body is read to
 * its end before, since who still sends when a connection is closed does not get the answer; no
 * thread waits for it, as the peer is a stranger.
 */
final class Farewell implements Runnable {
  private static final long MOST_DISCARDED = 64L << 10;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private ByteBuffer answer;
  private long discarded;

  Farewell(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** A fault to who sent a message, and a line to who asked for a page. */
  void say(String why) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    if ("POST".equals(request.getMethod()) && MediaTypes.isSoap(type)) {
      Refusal refusal = Refusal.ofCaller(type, why);
      prepare(HttpStatus.INTERNAL_SERVER_ERROR_500, refusal.mediaType(), refusal.envelope());
    } else {
      prepare(
          HttpStatus.FORBIDDEN_403,
          "text/plain;charset=utf-8",
          (why + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      send(); // the peer waits for a word before it sends
    } else {
      run();
    }
  }

  private void prepare(int status, String mediaType, byte... body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    answer = ByteBuffer.wrap(body);
  }

  /** Discards what is there, and comes back when there is more. */
  @Override
  public void run() {
    while (discarded <= MOST_DISCARDED) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      discarded += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        break;
      }
    }
    send();
  }

  private void send() {
    response.write(true, answer, callback);
  }
}
