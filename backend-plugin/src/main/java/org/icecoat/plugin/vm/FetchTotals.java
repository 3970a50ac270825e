package org.icecoat.plugin.vm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.image.ImageContent;

/** Adds up how far the fetches of one VM's contents are. */
final class FetchTotals {
  private final Map<Sha256, Long> expected = new ConcurrentHashMap<>();
  private final Map<Sha256, Long> done = new ConcurrentHashMap<>();

  void expect(ImageContent content) {
    expected.put(content.content().root(), content.content().bytes());
  }

  void at(ImageContent content, long bytes) {
    done.put(content.content().root(), bytes);
  }

  long done() {
    return sum(done);
  }

  long expected() {
    return sum(expected);
  }

  private static long sum(Map<Sha256, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
