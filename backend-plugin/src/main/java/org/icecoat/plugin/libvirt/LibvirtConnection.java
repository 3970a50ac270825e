package org.icecoat.plugin.libvirt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icecoat.plugin.PluginException;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.event.ConnectionCloseReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to libvirt's daemon, opened again whenever it is lost. Calls of many threads go
 * over it side by side; no lock is held during a call.
 */
final class LibvirtConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnection.class);
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final int KEEP_ALIVE_COUNT = 3;
  private static final int RETRY_MILLISECONDS = 500;

  private final LibvirtConfiguration configuration;
  private final ScheduledExecutorService scheduler;
  private final LibvirtEvents events;
  private volatile Connect connect;
  private volatile boolean closed;

  /** Some calls of libvirt. */
  @FunctionalInterface
  interface Call<T> {
    T on(Connect connect) throws LibvirtException;
  }

  LibvirtConnection(
      LibvirtConfiguration configuration,
      ScheduledExecutorService scheduler,
      LibvirtEvents events) {
    this.configuration = configuration;
    this.scheduler = scheduler;
    this.events = events;
  }

  /**
   * Makes the call.
   *
   * @param doing the call in words that finish "libvirt could not …"
   * @throws PluginException VMM_UNREACHABLE, VM_NOT_FOUND, WRONG_STATE or VMM_FAILED
   */
  <T> T call(String doing, Call<T> call) {
    Connect current = current();
    try {
      return call.on(current);
    } catch (LibvirtException e) {
      if (LibvirtErrors.connectionIsLost(e) || !alive(current)) {
        lose(current);
        throw LibvirtErrors.unreachable(e);
      }
      throw LibvirtErrors.failure(doing, e);
    }
  }

  private Connect current() {
    Connect current = connect;
    return current == null ? open() : current;
  }

  private synchronized Connect open() {
    if (connect != null) {
      return connect;
    }
    try {
      LibvirtEventLoop.ensureRunning();
      Connect fresh = new StatedConnect(configuration.uri().toString());
      if (!configuration.testDriver()) {
        fresh.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_COUNT);
        fresh.registerCloseListener(this::closedByPeer);
      }
      events.register(fresh);
      connect = fresh;
      return fresh;
    } catch (LibvirtException e) {
      throw LibvirtErrors.unreachable(e);
    }
  }

  private void closedByPeer(Connect lost, ConnectionCloseReason reason) {
    LOG.warn("Connection to libvirt lost: {}", reason);
    lose(lost);
  }

  /** Not closed here: this may run on the event loop, from which closing would wait for itself. */
  @SuppressWarnings("ReferenceEquality") // this very connection, not one like it
  private synchronized void lose(Connect lost) {
    if (connect == lost && !closed) {
      connect = null;
      scheduler.execute(() -> release(lost));
      reopenSoon();
    }
  }

  private void reopenSoon() {
    var unused = scheduler.schedule(this::reopen, RETRY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void reopen() {
    if (closed) {
      return;
    }
    try {
      current();
      LOG.info("Connected to libvirt again");
    } catch (PluginException e) {
      reopenSoon();
    }
  }

  private static boolean alive(Connect connect) {
    try {
      return connect.isAlive();
    } catch (LibvirtException e) {
      return false;
    }
  }

  private void release(Connect connect) {
    try {
      events.unregister(connect);
      if (!configuration.testDriver()) {
        connect.unregisterCloseListener(); // it would keep the connection open
      }
    } catch (LibvirtException e) {
      LOG.debug("The listener of a lost connection went with it", e);
    }
    try {
      connect.close();
    } catch (LibvirtException e) {
      LOG.debug("A lost connection could not be closed", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connect != null) {
      release(connect);
      connect = null;
    }
  }
}
