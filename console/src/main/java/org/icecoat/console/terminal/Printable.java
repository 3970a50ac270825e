package org.icecoat.console.terminal;

/** What a service says may hold anything: nothing of it may steer the user's terminal. */
public final class Printable {
  private Printable() {}

  /** One line: control characters become question marks, line ends become blanks. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(Printable::safe).forEach(line::appendCodePoint);
    return line.toString();
  }

  private static int safe(int character) {
    if (character == '\n' || character == '\r' || character == '\t') {
      return ' ';
    }
    boolean control = Character.isISOControl(character);
    return control || Character.getType(character) == Character.FORMAT ? '?' : character;
  }
}
