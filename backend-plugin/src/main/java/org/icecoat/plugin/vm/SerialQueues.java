package org.icecoat.plugin.vm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what concerns one VM one after the other, and what concerns different VMs side by side: a
 * hypervisor that hangs over one VM holds up no other.
 */
final class SerialQueues {
  private static final Logger LOG = LoggerFactory.getLogger(SerialQueues.class);

  private final Executor executor;
  private final Duration patience;
  private final Map<VmId, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  /**
   * Queues without limit.
   *
   * @param executor must not be bounded
   * @param patience how long {@link #call} waits
   */
  SerialQueues(Executor executor, Duration patience) {
    this.executor = executor;
    this.patience = patience;
  }

  /**
   * Does it and gives what it gives.
   *
   * @throws PluginException BUSY, if it takes too long; it goes on all the same
   */
  <T> T call(VmId id, Supplier<T> work) {
    CompletableFuture<T> result = append(id, work);
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PluginException(
          PluginFault.BUSY, "VM " + id.handle() + " is busy; the order goes on: ask again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(PluginFault.BUSY, "The plug-in is stopping", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  /** Does it some time; what goes wrong is logged. */
  void later(VmId id, Runnable work) {
    var unused =
        append(
                id,
                () -> {
                  work.run();
                  return null;
                })
            .whenComplete((done, failure) -> log(id, failure));
  }

  private static void log(VmId id, Throwable failure) {
    if (failure instanceof PluginException expected) {
      LOG.warn("{}: {}", id.handle(), expected.getMessage(), expected);
    } else if (failure != null) {
      LOG.error("{}: what was to be done is not done", id.handle(), failure);
    }
  }

  private synchronized <T> CompletableFuture<T> append(VmId id, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<?> before = last.getOrDefault(id, CompletableFuture.completedFuture(null));
    CompletableFuture<?> tail =
        before.handleAsync((done, failed) -> complete(result, work), executor);
    last.put(id, tail);
    var unused = tail.whenComplete((done, failed) -> last.remove(id, tail));
    return result;
  }

  private static <T> T complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (Throwable e) { // an Error of a native library, too: whoever waits gets it
      result.completeExceptionally(e);
    }
    return null;
  }
}
