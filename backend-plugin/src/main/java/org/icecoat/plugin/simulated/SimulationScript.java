package org.icecoat.plugin.simulated;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/** What a simulated monitor does wrong. Can be changed while it works; nothing at first. */
public final class SimulationScript {
  private final Map<Operation, Duration> delays = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> failures = new EnumMap<>(Operation.class);
  private boolean losingEvents;
  private boolean unreachable;

  /** Each such operation takes that long from now on. */
  public synchronized void slow(Operation operation, Duration delay) {
    delays.put(operation, delay);
  }

  /** The next {@code times} such operations fail, before they have done anything. */
  public synchronized void fail(Operation operation, int times) {
    failures.put(operation, times);
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
    LockSupport.parkNanos(begin(operation).toNanos());
  }

  private synchronized Duration begin(Operation operation) {
    if (unreachable) {
      throw new PluginException(
          PluginFault.VMM_UNREACHABLE, "The simulated monitor is scripted to be gone");
    }
    if (failures.getOrDefault(operation, 0) > 0) {
      failures.merge(operation, -1, Integer::sum);
      throw new PluginException(
          PluginFault.VMM_FAILED, "The simulated monitor is scripted to fail at " + operation);
    }
    return delays.getOrDefault(operation, Duration.ZERO);
  }
}
