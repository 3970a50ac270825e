package org.icecoat.trust.ima;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.structure.Octets;

/** The list as it was read. Immutable. */
public record ImaLog(List<ImaEntry> entries) {
  /** Longest list that is read: 16 MiB. */
  public static final int LONGEST = 1 << 24;

  private static final int LONGEST_LINE = 1 << 17;

  public ImaLog {
    entries = List.copyOf(entries);
  }

  /** Reads a list from its first line on. */
  public static ImaLog parse(Octets ascii) {
    return parse(ascii, 0);
  }

  /**
   * Reads lines of {@code ascii_runtime_measurements}; each ends with a line feed.
   *
   * @param before how many lines the list has before these
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static ImaLog parse(Octets ascii, long before) {
    if (ascii.length() > LONGEST) {
      throw ImaLine.malformed(before, "the list has %d bytes".formatted(ascii.length()));
    }
    byte[] bytes = ascii.bytes();
    List<ImaEntry> entries = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length || end - from > LONGEST_LINE) {
        throw ImaLine.malformed(before + entries.size(), "it does not end, or too late");
      }
      entries.add(new ImaLine(before + entries.size(), bytes, from, end).read());
      from = end + 1;
    }
    return new ImaLog(entries);
  }
}
