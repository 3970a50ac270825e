package org.icecoat.trust.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/**
 * A thing that the plug-in measured.
 *
 * @param name what it is, such as {@code qemu}: 1 to 64 small letters, digits, dots and hyphens
 * @param description its path or version, for people, as it is not measured: at most 512 bytes of
 *     UTF-8 without control characters
 * @param digest SHA-256 of the thing itself
 */
public record MeasuredComponent(String name, String description, Sha256 digest) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern CONTROL =
      Pattern.compile("\\p{Cntrl}", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int LONGEST_DESCRIPTION = 512;

  /** Longest text of an event, in bytes. */
  static final int LONGEST_TEXT = 64 + 1 + LONGEST_DESCRIPTION;

  public MeasuredComponent {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A component's name has 1 to 64 small letters, digits, dots and hyphens");
    }
    if (CONTROL.matcher(description).find()
        || description.getBytes(StandardCharsets.UTF_8).length > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          "A component's description has at most 512 bytes and no control characters");
    }
  }

  /** The data of its event: {@code name=description}, without a zero at the end. */
  Octets text() {
    return Octets.of((name + "=" + description).getBytes(StandardCharsets.UTF_8));
  }

  static MeasuredComponent parse(Octets text, Octets digest) {
    String decoded = decoded(text);
    int middle = decoded.indexOf('=');
    try {
      return new MeasuredComponent(
          decoded.substring(0, Math.max(middle, 0)),
          decoded.substring(middle + 1),
          Sha256.of(digest.bytes()));
    } catch (IllegalArgumentException e) {
      throw new TrustException(TrustFault.STRUCTURE_MALFORMED, e.getMessage(), e);
    }
  }

  private static String decoded(Octets text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new TrustException(
          TrustFault.STRUCTURE_MALFORMED, "A component's event is not in UTF-8", e);
    }
  }
}
