package org.icecoat.console.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory, disk and bytes: powers of 1024. */
public final class Sizes {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,12}) ?(?:(M|G|T)(?:i?B)?)?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Long> MEBIBYTES = Map.of("M", 1L, "G", 1L << 10, "T", 1L << 20);
  private static final String UNITS = "KMGTPE";
  private static final int STEP = 1024;

  private Sizes() {}

  /**
   * Reads a number of MiB, as {@code 512}, {@code 512MiB}, {@code 2GiB} or {@code 2G}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static long parseMiB(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size; write it like 512MiB or 2GiB (a bare number is MiB)");
    }
    String unit = form.group(2) == null ? "M" : form.group(2).toUpperCase(Locale.ROOT);
    return Math.multiplyExact(Long.parseLong(form.group(1)), MEBIBYTES.get(unit));
  }

  /** {@code 512 MiB}, {@code 2 GiB}, {@code 1.5 GiB}. */
  public static String mebibytes(long amount) {
    return bytes(Math.multiplyExact(amount, 1L << 20));
  }

  /** {@code 17 B}, {@code 1.5 MiB}: at most one digit behind the point. */
  public static String bytes(long amount) {
    if (amount < STEP) {
      return amount + " B";
    }
    double value = amount;
    int unit = -1;
    while (value >= STEP && unit < UNITS.length() - 1) {
      value /= STEP;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.1f", value);
    return number.replaceFirst("\\.0$", "") + " " + UNITS.charAt(unit) + "iB";
  }
}
