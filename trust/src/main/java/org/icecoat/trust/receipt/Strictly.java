package org.icecoat.trust.receipt;

import java.time.DateTimeException;
import java.util.function.Function;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/** Reads documents that strangers bring: only the bytes that would have been written count. */
final class Strictly {
  private Strictly() {}

  static void require(boolean right, String wrong) {
    if (!right) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /**
   * Reads a whole document.
   *
   * @throws TrustException STRUCTURE_MALFORMED
   */
  static <T> T read(Octets document, Function<Lines.Reader, T> reader, Function<T, Octets> writer) {
    T read;
    try {
      Lines.Reader lines = new Lines.Reader(document);
      read = reader.apply(lines);
      lines.end();
    } catch (IllegalArgumentException | DateTimeException | TrustException e) {
      throw malformed(e.getMessage(), e);
    }
    if (!writer.apply(read).equals(document)) {
      throw malformed("it says the same as another one, in other bytes", null);
    }
    return read;
  }

  private static TrustException malformed(String why, Throwable cause) {
    return new TrustException(
        TrustFault.STRUCTURE_MALFORMED, "This is no receipt as they are written: " + why, cause);
  }
}
