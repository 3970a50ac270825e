package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content type of a message with attachments (RFC 2387, RFC 2045 section 5.1). */
final class MultipartType {
  private static final String TYPE = "multipart/related";
  private static final int LONGEST = 2048;
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*;\\s*([^\\s=;\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))");

  /** RFC 2046 section 5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private MultipartType() {}

  /** Whether the type is that of a message with attachments; null is not. */
  static boolean is(String type) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return lower.equals(TYPE) || lower.matches(TYPE + "[ \t;].*");
  }

  /** The boundary that such a type names. */
  static String boundary(String type) throws IOException {
    if (type.length() > LONGEST) {
      throw new IOException("The message's content type is too long");
    }
    Matcher parameter = PARAMETER.matcher(type).region(TYPE.length(), type.length());
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase("boundary")) {
        return checked(parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
      }
    }
    throw new IOException("The message's content type names no boundary");
  }

  private static String checked(String boundary) throws IOException {
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw new IOException("The message's boundary is empty, too long or has wrong characters");
    }
    return boundary;
  }
}
