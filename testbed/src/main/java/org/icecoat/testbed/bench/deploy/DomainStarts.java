package org.icecoat.testbed.bench.deploy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.DomainEventType;

/** Hears from libvirt when domains start. Lives as long as its process. */
final class DomainStarts {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Connect connect;
  private final Map<UUID, CompletableFuture<Long>> starts = new ConcurrentHashMap<>();

  private DomainStarts(Connect connect) {
    this.connect = connect;
  }

  /** Connects to the daemon at a libvirt URI. */
  static DomainStarts at(String uri) throws LibvirtException {
    Library.initEventLoop();
    Thread loop = new Thread(DomainStarts::loop, "libvirt-events");
    loop.setDaemon(true);
    loop.start();
    Connect connect = new Connect(uri);
    DomainStarts starts = new DomainStarts(connect);
    connect.addLifecycleListener(starts::heard);
    return starts;
  }

  private static void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Library.runEventLoop();
      }
    } catch (LibvirtException e) {
      throw new IllegalStateException("libvirt's events have ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int heard(Domain domain, DomainEvent event) {
    long now = System.nanoTime();
    try {
      if (event.getType() == DomainEventType.STARTED) {
        start(UUID.fromString(domain.getUUIDString())).complete(now);
      }
      return 0;
    } catch (LibvirtException e) {
      throw new IllegalStateException("A domain that started has no id", e);
    }
  }

  private CompletableFuture<Long> start(UUID domain) {
    return starts.computeIfAbsent(domain, id -> new CompletableFuture<>());
  }

  Connect connect() {
    return connect;
  }

  /** Waits until the domain has started; gives the moment, in terms of {@code System.nanoTime}. */
  long await(UUID domain) {
    try {
      return start(domain).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The domain " + domain + " has not started", e);
    }
  }
}
