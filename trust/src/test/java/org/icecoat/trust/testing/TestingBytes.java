package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Consumer;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/** Damages bytes in every way that a parser has to stand. */
public final class TestingBytes {
  private static final int LARGEST_BURST = 4;

  private TestingBytes() {}

  /** Every proper beginning, and every one with a byte more, is refused as malformed. */
  public static void refusedWhenCutOrLonger(Octets good, Consumer<Octets> parser) {
    for (int length = 0; length < good.length(); length++) {
      refused(good.slice(0, length), parser);
    }
    refused(joined(good, Octets.parse("00")), parser);
    refused(joined(good, good), parser);
  }

  public static void refused(Octets bytes, Consumer<Octets> parser) {
    assertThatThrownBy(() -> parser.accept(bytes))
        .as("%d bytes", bytes.length())
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.STRUCTURE_MALFORMED));
  }

  /**
   * Changes, drops and doubles bytes at random places: whatever comes, the parser gives a value or
   * says that the bytes are malformed.
   */
  public static void survivesMutation(Octets good, Consumer<Octets> parser, int rounds) {
    new Fuzzing(good, parser).run(rounds);
  }

  /** Whether a parser said by that, as it may, that it cannot read the bytes. */
  public static boolean isMalformed(Throwable failure) {
    return failure instanceof TrustException refused
        && refused.fault().name().endsWith("_MALFORMED");
  }

  public static Octets mutated(Octets good, Random random) {
    byte[] bytes = good.bytes();
    int changes = 1 + random.nextInt(LARGEST_BURST);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        case 2 -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
        default -> bytes[at] = (byte) random.nextInt();
      }
    }
    return Octets.of(bytes);
  }

  /** What is before {@code to} and what is from {@code from} on: a piece is dropped or doubled. */
  private static byte[] spliced(byte[] bytes, int to, int from) {
    Octets all = Octets.of(bytes);
    return joined(all.slice(0, to), all.slice(from, bytes.length)).bytes();
  }

  public static Octets joined(Octets one, Octets other) {
    return Octets.parse(one.hex() + other.hex());
  }

  /** The bytes with that one replaced. */
  public static Octets with(Octets bytes, int index, int value) {
    byte[] changed = bytes.bytes();
    changed[index] = (byte) value;
    return Octets.of(changed);
  }
}
