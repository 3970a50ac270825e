package org.icecoat.domain.image;

import org.icecoat.domain.digest.Sha256;

/**
 * An image's id: the SHA-256 digest of its manifest's canonical form, so that another description
 * or another byte of content is another image.
 */
public record ImageId(Sha256 digest) {
  /**
   * Reads 64 hexadecimal digits, with or without the prefix {@code sha256:}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static ImageId parse(String text) {
    return new ImageId(Sha256.parse(text));
  }

  /** The short form that people type, such as {@code img-4f1d09a2b3c4}; unique only by luck. */
  public String handle() {
    return "img-" + digest.abbreviated();
  }

  @Override
  public String toString() {
    return digest.toString();
  }
}
