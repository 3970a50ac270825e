package org.icecoat.factory.placement;

import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.node.EnrolledNode;

/** How well a node fits: the sum of the rules. */
final class ScoreRules {
  private static final int MOST_KEPT_FREE = 50;

  private ScoreRules() {}

  static int score(EnrolledNode node, Capacity free, Demand demand) {
    return roomLeft(node, free, demand) - dataKeptFrom(node, demand);
  }

  /** Spreads VMs: 0 to 100, the share of the node's memory that stays free. */
  private static int roomLeft(EnrolledNode node, Capacity free, Demand demand) {
    long all = node.description().map(says -> says.capacity().memoryMiB()).orElse(0L);
    long left = Math.max(0, free.memoryMiB() - demand.room().memoryMiB());
    return all == 0 ? 0 : (int) (100 * left / all);
  }

  /** Keeps nodes with data free for those who need the data: one for each dataset not asked for. */
  private static int dataKeptFrom(EnrolledNode node, Demand demand) {
    long others =
        node.description().stream()
            .flatMap(says -> says.datasets().stream())
            .filter(dataset -> !demand.request().datasets().contains(dataset))
            .count();
    return (int) Math.min(MOST_KEPT_FREE, others);
  }
}
