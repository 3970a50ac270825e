package org.icecoat.wsrf.server;

import java.util.Map;
import org.apache.cxf.staxutils.StaxUtils;

/**
 * What one request to an endpoint may hold.
 *
 * @param envelopeBytes a request without attachments
 * @param uploadBytes a request with attachments, all of it
 * @param elements in the envelope; CXF 4.2.3 has no such limit by itself (CVE-2026-108039)
 * @param characters of XML, markup and text
 * @param depth of elements
 * @param textLength one text or base64 value in the envelope
 */
public record Limits(
    long envelopeBytes,
    long uploadBytes,
    long elements,
    long characters,
    int depth,
    int textLength) {
  private static final int ATTRIBUTES = 100;
  private static final int ATTRIBUTE_SIZE = 8 * 1024;
  private static final long MIB = 1024L * 1024;

  /** One MiB of envelope, no attachments, 2,000 elements, 30 deep. */
  public static Limits defaults() {
    return new Limits(MIB, MIB, 2_000, MIB, 30, (int) MIB);
  }

  /** The same, with attachments up to {@code bytes} in all. */
  public Limits withUploads(long bytes) {
    return new Limits(envelopeBytes, bytes + MIB, elements, characters, depth, textLength);
  }

  /** The same, with an envelope of up to {@code bytes} and {@code count} elements. */
  public Limits withEnvelope(long bytes, long count) {
    int text = (int) Math.min(bytes, Integer.MAX_VALUE);
    return new Limits(bytes, Math.max(bytes, uploadBytes), count, bytes, depth, text);
  }

  Map<String, Object> readerProperties() {
    return Map.of(
        StaxUtils.MAX_ELEMENT_COUNT, elements,
        StaxUtils.MAX_XML_CHARACTERS, characters,
        StaxUtils.MAX_ELEMENT_DEPTH, depth,
        StaxUtils.MAX_CHILD_ELEMENTS, (int) Math.min(elements, Integer.MAX_VALUE),
        StaxUtils.MAX_TEXT_LENGTH, textLength,
        StaxUtils.MAX_ATTRIBUTE_COUNT, ATTRIBUTES,
        StaxUtils.MAX_ATTRIBUTE_SIZE, ATTRIBUTE_SIZE);
  }
}
