package org.icecoat.domain.image;

/** A line of text: at most 1024 characters, none of them a control character; may be empty. */
public record Line(String value) {
  public static final Line EMPTY = new Line("");
  private static final int MAXIMAL_LENGTH = 1024;

  public Line {
    if (value.length() > MAXIMAL_LENGTH) {
      throw new IllegalArgumentException("A line has at most 1024 characters");
    }
    if (value.codePoints().anyMatch(Line::isForbidden)) {
      throw new IllegalArgumentException("A line has no control characters or line breaks");
    }
  }

  private static boolean isForbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}
