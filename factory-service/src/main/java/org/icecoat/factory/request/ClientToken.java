package org.icecoat.factory.request;

import java.util.regex.Pattern;

/** A client's name for one request, so that it can be sent again without doing it twice. */
public record ClientToken(String value) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

  public ClientToken {
    if (!TOKEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A token has 8 to 128 letters, digits, dots, hyphens, colons and underscores");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
