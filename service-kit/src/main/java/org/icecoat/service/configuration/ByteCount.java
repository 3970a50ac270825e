package org.icecoat.service.configuration;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 512}, {@code 64KiB}, {@code 16MiB}, {@code 2GiB}. */
public record ByteCount(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}) ?(B|KiB|MiB|GiB|TiB)?");
  private static final Map<String, Integer> SHIFT =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

  public ByteCount {
    if (bytes < 0) {
      throw new IllegalArgumentException("A number of bytes must not be negative");
    }
  }

  public static ByteCount ofMiB(long mebibytes) {
    return new ByteCount(Math.multiplyExact(mebibytes, 1L << 20));
  }

  public static ByteCount parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "'%s' is no size; write it like 512MiB or 2GiB", text));
    }
    String unit = form.group(2) == null ? "B" : form.group(2);
    return new ByteCount(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << SHIFT.get(unit)));
  }

  @Override
  public String toString() {
    int shift = bytes == 0 ? 0 : Math.min(40, Long.numberOfTrailingZeros(bytes) / 10 * 10);
    String unit = shift == 0 ? "B" : "KMGT".charAt(shift / 10 - 1) + "iB";
    return (bytes >> shift) + unit;
  }
}
