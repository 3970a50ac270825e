package org.icecoat.domain.vm;

import java.util.Locale;
import java.util.UUID;

/** A VM's id. It is also the UUID of its libvirt domain, on whichever node that runs. */
public record VmId(UUID value) {
  private static final int TEXT_LENGTH = 36;

  /**
   * Reads the 36-character form of RFC 9562.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static VmId parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      throw new IllegalArgumentException("A VM id is a UUID of 36 characters");
    }
    return new VmId(UUID.fromString(text.toLowerCase(Locale.ROOT)));
  }

  /** The short form that people type, such as {@code vm-7f3a09c2}; unique only by good luck. */
  public String handle() {
    return "vm-" + value.toString().substring(0, 8);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
