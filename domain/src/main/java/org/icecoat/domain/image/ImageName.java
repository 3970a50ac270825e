package org.icecoat.domain.image;

import java.util.regex.Pattern;

/** The name under which an image is published; several versions share it. */
public record ImageName(String value) {
  private static final int MAXIMAL_LENGTH = 127;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  public ImageName {
    if (value.length() > MAXIMAL_LENGTH || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "An image's name has 1 to 127 letters, digits and . _ + -, and starts with a letter or"
              + " digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
