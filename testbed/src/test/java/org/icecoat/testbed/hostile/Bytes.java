package org.icecoat.testbed.hostile;

import java.nio.charset.StandardCharsets;
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
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
