package org.icecoat.trust.policy.appraisal;

/** YAML that is written. What comes from a node can neither end a comment nor leave its quotes. */
final class DraftText {
  private static final int LONGEST_REMARK = 80;
  private static final char FIRST_PRINTABLE = ' ';
  private static final char LAST_PRINTABLE = '~';

  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    text.append(line).append('\n');
  }

  void blank() {
    text.append('\n');
  }

  void comment(String words) {
    line("# " + words);
  }

  /** A line with a remark behind it, unless that is empty. */
  void line(String line, String remark) {
    String plain = printable(remark);
    line(plain.isEmpty() ? line : line + "  # " + plain);
  }

  /** In double quotes; everything but plain ASCII is escaped. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else if (plain(each)) {
        quoted.append(each);
      } else {
        quoted.append("\\u%04x".formatted((int) each));
      }
    }
    return quoted.append('"').toString();
  }

  private static String printable(String remark) {
    StringBuilder printable = new StringBuilder();
    String stripped = remark.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (printable.length() == LONGEST_REMARK) {
        return printable + "...";
      }
      printable.append(plain(stripped.charAt(i)) ? stripped.charAt(i) : '?');
    }
    return printable.toString();
  }

  private static boolean plain(char each) {
    return each >= FIRST_PRINTABLE && each <= LAST_PRINTABLE;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
