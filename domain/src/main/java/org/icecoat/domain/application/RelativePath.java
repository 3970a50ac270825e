package org.icecoat.domain.application;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where a file of the client's code lies below the application's folder: names parted by single
 * slashes, none of them {@code .} or {@code ..}, no control characters, at most 200 bytes of UTF-8.
 */
public record RelativePath(String value) implements Comparable<RelativePath> {
  private static final int MOST_BYTES = 200;

  public RelativePath {
    if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("A path has 1 to 200 bytes");
    }
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
      throw new IllegalArgumentException("A path has no control characters and no backslash");
    }
    for (String name : List.of(value.split("/", -1))) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "A path is relative, without empty names, \".\" and \"..\"");
      }
    }
  }

  /** By the bytes of their UTF-8 form. */
  @Override
  public int compareTo(RelativePath other) {
    return Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
