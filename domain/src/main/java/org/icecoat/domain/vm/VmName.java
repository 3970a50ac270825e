package org.icecoat.domain.vm;

import java.util.regex.Pattern;

/** The client's name for a VM; also the guest's host name (RFC 1123 label). */
public record VmName(String value) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public VmName {
    if (value.length() > 63 || !LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A VM's name has 1 to 63 lower-case letters, digits and inner hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
