package org.icecoat.factory.placement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.factory.node.EnrolledNode;

/**
 * The enrolled nodes, read once a second at most, so that placing a VM does not read a thousand
 * rows. What is decided from it is checked again, under lock, when room is reserved.
 */
public final class NodeDirectory {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<List<EnrolledNode>> source;
  private final InstantSource clock;
  private List<EnrolledNode> nodes = List.of();
  private Instant readAt = Instant.EPOCH;

  public NodeDirectory(Supplier<List<EnrolledNode>> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  public synchronized List<EnrolledNode> nodes() {
    Instant now = clock.instant();
    if (now.isBefore(readAt) || !now.isBefore(readAt.plus(FRESH))) {
      nodes = List.copyOf(source.get());
      readAt = now;
    }
    return nodes;
  }

  /** This process has changed a node: read them again next time. */
  public synchronized void changed() {
    readAt = Instant.EPOCH;
  }
}
