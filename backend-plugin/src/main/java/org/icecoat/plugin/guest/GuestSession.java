package org.icecoat.plugin.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.icecoat.plugin.PluginException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the guest of one VM while it runs: connects to its runner again and again, sees to it
 * that the application runs once, copies its output, and notices its end. A thread of its own; ends
 * with {@link #close}.
 */
public final class GuestSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestSession.class);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(300);
  private static final Duration JOIN = Duration.ofSeconds(10);

  private final GuestPlan plan;
  private final GuestSurroundings surroundings;
  private final GuestObserver observer;
  private final ApplicationRun run;
  private final LinkedBlockingQueue<GuestRequest> requests = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile GuestLink open;
  private volatile boolean closed;

  /**
   * A session that has not begun.
   *
   * @param known what was known of the application before
   */
  public GuestSession(
      GuestPlan plan,
      ApplicationReport known,
      ApplicationOutput output,
      GuestObserver observer,
      GuestSurroundings surroundings) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.observer = observer;
    this.run = new ApplicationRun(plan, known, output, observer, surroundings);
    this.thread = new Thread(this::run, "guest-" + plan.id().handle());
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Asks the guest for something, now if it is connected; forgotten with a reset. */
  public void request(GuestRequest request) {
    requests.add(request);
  }

  /** Starts over: the guest boots again. */
  public void guestReset() {
    requests.clear();
    disconnect();
  }

  private void run() {
    try {
      while (!closed) {
        attempt(this::talk);
        attempt(run::watch);
        TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** A part of the session. */
  @FunctionalInterface
  private interface Part {
    void take() throws IOException, InterruptedException;
  }

  private void attempt(Part part) throws InterruptedException {
    try {
      part.take();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{}: {}", plan.id().handle(), e.toString());
    } catch (PluginException e) {
      LOG.warn("{}: {}", plan.id().handle(), e.getMessage(), e);
    } catch (RuntimeException | Error e) { // whatever happened: its limits have to be kept
      LOG.error("{}: its guest is looked after afresh", plan.id().handle(), e);
    }
  }

  private void talk() throws IOException, InterruptedException {
    try (GuestLink link = connect()) {
      converse(link);
    }
  }

  private GuestLink connect() throws IOException {
    GuestLink link = new GuestLink(surroundings.door().open(plan.id()), surroundings.scheduler());
    open = link;
    return link;
  }

  private void converse(GuestLink link) throws IOException, InterruptedException {
    String boot = link.greet(surroundings.nonce(), surroundings.silence());
    observer.heard(surroundings.clock().instant());
    run.attach(link, boot);
    while (!closed) {
      Duration next = run.poll(link);
      GuestRequest request = requests.poll(next.toMillis(), TimeUnit.MILLISECONDS);
      if (request != null && !link.does(request.word())) {
        LOG.warn("{} does not know '{}'", plan.id().handle(), request.word());
      }
    }
  }

  private void disconnect() {
    GuestLink link = open;
    if (link != null) {
      link.close();
    }
  }

  /** Ends the session; the guest goes on. Nothing is told to the observer afterwards. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    disconnect();
    if (Thread.currentThread() != thread) {
      join();
    }
  }

  private void join() {
    try {
      thread.join(JOIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
