package org.icecoat.wsrf.server;

import java.util.Locale;

/** The media types of SOAP 1.1, SOAP 1.2, and of both with attachments. */
final class MediaTypes {
  private MediaTypes() {}

  static boolean isSoap11(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return isMultipart(lower) ? !lower.contains("application/soap+xml") : is(lower, "text/xml");
  }

  static boolean isMultipart(String type) {
    return is(type.toLowerCase(Locale.ROOT), "multipart/related");
  }

  /** Whether a request of this type may hold a SOAP message at all. */
  static boolean isSoap(String type) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    boolean xop =
        isMultipart(lower)
            && (lower.contains("xop+xml")
                || lower.contains("text/xml")
                || lower.contains("application/soap+xml"));
    return xop || is(lower, "text/xml") || is(lower, "application/soap+xml");
  }

  private static boolean is(String type, String expected) {
    return type.equals(expected)
        || type.startsWith(expected + ";")
        || type.startsWith(expected + " ");
  }
}
