package org.icecoat.testbed.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Looking for secrets. */
public final class Bytes {
  private Bytes() {}

  /** A secret as it is, and as programs write it. */
  public static List<byte[]> forms(byte[] secret) {
    String hex = HexFormat.of().formatHex(secret);
    return List.of(
        secret, ascii(hex), ascii(hex.toUpperCase(java.util.Locale.ROOT)), ascii(base64(secret)));
  }

  /** Without its end, which depends on what follows. */
  private static String base64(byte[] secret) {
    String all = Base64.getEncoder().withoutPadding().encodeToString(secret);
    return all.substring(0, all.length() - 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether they hold the others somewhere. */
  public static boolean contains(byte[] bytes, byte[] wanted) {
    return containsAny(bytes, List.of(wanted));
  }

  /** Whether they hold one of the others somewhere; none is empty. They are read once. */
  public static boolean containsAny(byte[] bytes, List<byte[]> wanted) {
    boolean[] first = new boolean[1 << Byte.SIZE];
    wanted.forEach(each -> first[each[0] & 0xff] = true);
    for (int at = 0; at < bytes.length; at++) {
      if (first[bytes[at] & 0xff] && beginsAny(bytes, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsAny(byte[] bytes, int at, List<byte[]> wanted) {
    for (byte[] each : wanted) {
      int end = at + each.length;
      if (end <= bytes.length && Arrays.equals(bytes, at, end, each, 0, each.length)) {
        return true;
      }
    }
    return false;
  }
}
