package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.icecoat.trust.structure.Octets;

/**
 * Feeds a parser with damaged bytes. What it takes is damaged further, so that later rounds are
 * ever farther from what is right, behind the first checks. The same seed gives the same bytes.
 * {@code -Dicecoat.fuzz.factor=N} makes N times as many rounds, {@code -Dicecoat.fuzz.seed=N} other
 * ones.
 */
final class Fuzzing {
  private static final long USUAL_SEED = 20230714;
  private static final int MOST_KEPT = 256;

  private final Consumer<Octets> parser;
  private final Random random = new Random(Long.getLong("icecoat.fuzz.seed", USUAL_SEED));
  private final List<Octets> taken = new ArrayList<>();

  Fuzzing(Octets good, Consumer<Octets> parser) {
    this.parser = parser;
    taken.add(good);
  }

  /**
   * Runs.
   *
   * @throws AssertionError if the parser fails otherwise than by saying that it cannot read this
   */
  void run(int rounds) {
    long all = (long) rounds * Integer.getInteger("icecoat.fuzz.factor", 1);
    for (long round = 0; round < all; round++) {
      Octets bad = TestingBytes.mutated(taken.get(random.nextInt(taken.size())), random);
      Throwable failure = catchThrowable(() -> parser.accept(bad));
      if (failure == null) {
        keep(bad);
      } else if (!TestingBytes.isMalformed(failure)) {
        throw new AssertionError("Round %d: %s".formatted(round, bad.hex()), failure);
      }
    }
  }

  /** What was right at the start always stays. */
  private void keep(Octets bytes) {
    if (taken.size() < MOST_KEPT) {
      taken.add(bytes);
    } else {
      taken.set(1 + random.nextInt(MOST_KEPT - 1), bytes);
    }
  }
}
