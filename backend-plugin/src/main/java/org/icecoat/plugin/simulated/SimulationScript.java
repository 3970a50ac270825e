package org.icecoat.plugin.simulated;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/** What a simulated monitor does wrong. Can be changed while it works; nothing at first. */
public final class SimulationScript {
  private final Map<Operation, Duration> delays = new EnumMap<>(Operation.class);
  private final Map<Operation, CompletableFuture<?>> held = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> begun = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> failures = new EnumMap<>(Operation.class);
  private final Map<Operation, PluginFault> faults = new EnumMap<>(Operation.class);
  private boolean losingEvents;
  private boolean unreachable;

  /** Each such operation takes that long from now on. */
  public synchronized void slow(Operation operation, Duration delay) {
    delays.put(operation, delay);
  }

  /** Such operations wait from now on, until that has come about. */
  public synchronized void hold(Operation operation, CompletableFuture<?> until) {
    held.put(operation, until);
  }

  /** How many such operations have begun. */
  public synchronized int begun(Operation operation) {
    return begun.getOrDefault(operation, 0);
  }

  /** The next {@code times} such operations fail, before they have done anything. */
  public synchronized void fail(Operation operation, int times) {
    fail(operation, times, PluginFault.VMM_FAILED);
  }

  /** The same, by another fault. */
  public synchronized void fail(Operation operation, int times, PluginFault fault) {
    failures.put(operation, times);
    faults.put(operation, fault);
  }

  public synchronized void loseEvents(boolean losing) {
    losingEvents = losing;
  }

  /** While true, every operation fails as if the monitor's daemon were gone. */
  public synchronized void unreachable(boolean gone) {
    unreachable = gone;
  }

  synchronized boolean losesEvents() {
    return losingEvents || unreachable;
  }

  synchronized boolean isUnreachable() {
    return unreachable;
  }

  void before(Operation operation) {
    before(operation, new CompletableFuture<>());
  }

  /**
   * Does what is scripted for an operation.
   *
   * @param cut ends a wait at once
   */
  void before(Operation operation, CompletableFuture<?> cut) {
    LockSupport.parkNanos(begin(operation).toNanos());
    try {
      CompletableFuture.anyOf(holding(operation), cut).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends: the monitor goes on without it
    } catch (ExecutionException e) {
      throw new IllegalStateException("A hold ends well", e);
    }
  }

  private synchronized CompletableFuture<?> holding(Operation operation) {
    return held.getOrDefault(operation, CompletableFuture.completedFuture(null));
  }

  private synchronized Duration begin(Operation operation) {
    begun.merge(operation, 1, Integer::sum);
    if (unreachable) {
      throw new PluginException(
          PluginFault.VMM_UNREACHABLE, "The simulated monitor is scripted to be gone");
    }
    if (failures.getOrDefault(operation, 0) > 0) {
      failures.merge(operation, -1, Integer::sum);
      throw new PluginException(
          faults.get(operation), "The simulated monitor is scripted to fail at " + operation);
    }
    return delays.getOrDefault(operation, Duration.ZERO);
  }
}
