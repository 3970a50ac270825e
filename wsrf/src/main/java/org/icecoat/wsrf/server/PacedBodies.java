package org.icecoat.wsrf.server;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Cuts off a body that arrives too slowly. Jetty's own handler for that judges a request by what
 * all requests have brought since the server started, so an old server cuts off nobody.
 */
final class PacedBodies extends Handler.Wrapper {
  private final Duration patience;
  private final long slowestBytesPerSecond;

  /**
   * What looks after the bodies of all requests.
   *
   * @param patience for how long a body is not judged
   * @param slowestBytesPerSecond since then; 0 for any
   */
  PacedBodies(Handler handler, Duration patience, long slowestBytesPerSecond) {
    super(handler);
    this.patience = patience;
    this.slowestBytesPerSecond = slowestBytesPerSecond;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new Paced(request), response, callback);
  }

  private long due(long nanos) {
    return (long) ((nanos - patience.toNanos()) / 1e9 * slowestBytesPerSecond);
  }

  /**
   * Judged whenever somebody waits for more of it; that nothing comes at all is the connection's.
   */
  private final class Paced extends Request.Wrapper {
    private final long begun = System.nanoTime();
    private long bytes;
    private Content.Chunk cut;

    Paced(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      if (cut != null) {
        return cut;
      }
      Content.Chunk chunk = super.read();
      if (chunk != null) {
        bytes += chunk.remaining();
      }
      return chunk;
    }

    @Override
    public void demand(Runnable more) {
      if (bytes < due(System.nanoTime() - begun)) {
        cut = Content.Chunk.from(new TimeoutException("The body arrives too slowly"));
        more.run();
      } else {
        super.demand(more);
      }
    }
  }
}
