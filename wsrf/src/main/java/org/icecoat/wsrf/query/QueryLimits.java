package org.icecoat.wsrf.query;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param expressionLength characters
 * @param steps nodes visited and strings made of nodes, each counted once per visit
 * @param results nodes returned
 * @param time wall clock
 */
public record QueryLimits(int expressionLength, long steps, int results, Duration time) {
  public static QueryLimits defaults() {
    return new QueryLimits(1_000, 1_000_000, 1_000, Duration.ofSeconds(2));
  }
}
