package org.icecoat.factory.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;

/**
 * Keeps clients from keeping a node busy: of each VM one question at a time and so many a minute,
 * to each node so many at once. For any number of threads.
 */
final class QuestionLimit {
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 4;

  private final InstantSource clock;
  private final int most;
  private final Map<VmId, Deque<Instant>> lately = new HashMap<>();
  private final Map<NodeName, Set<VmId>> now = new HashMap<>();

  /**
   * A limit.
   *
   * @param most questions about one VM in a minute
   */
  QuestionLimit(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /**
   * Asks, unless it is too much.
   *
   * @throws FactoryException BUSY
   */
  <T> T asking(NodeName node, VmId vm, Supplier<T> question) {
    begin(node, vm);
    try {
      return question.get();
    } finally {
      end(node, vm);
    }
  }

  private synchronized void begin(NodeName node, VmId vm) {
    forgetOld();
    Set<VmId> asked = now.getOrDefault(node, Set.of());
    if (asked.contains(vm) || asked.size() >= MOST_AT_ONCE) {
      throw busy("The node is being asked the same already; ask again in a moment.");
    }
    if (lately.getOrDefault(vm, new ArrayDeque<>()).size() >= most) {
      throw busy("This was asked %d times in the last minute; wait.".formatted(most));
    }
    now.computeIfAbsent(node, name -> new HashSet<>()).add(vm);
    lately.computeIfAbsent(vm, id -> new ArrayDeque<>()).add(clock.instant());
  }

  private synchronized void end(NodeName node, VmId vm) {
    Set<VmId> asked = now.get(node);
    asked.remove(vm);
    if (asked.isEmpty()) {
      now.remove(node);
    }
  }

  private void forgetOld() {
    Instant old = clock.instant().minus(SPAN);
    lately.values().forEach(times -> times.removeIf(time -> !time.isAfter(old)));
    lately.values().removeIf(Deque::isEmpty);
  }

  private static FactoryException busy(String message) {
    return new FactoryException(FactoryFault.BUSY, message);
  }
}
