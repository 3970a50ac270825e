package org.icecoat.domain.component;

/** The order of Debian Policy section 5.6.12, for versions of any number of digits. */
final class VersionOrder {
  private static final int TILDE = -1;
  private static final int AFTER_LETTERS = 256;

  private VersionOrder() {}

  static int compare(String left, String right) {
    int byEpoch = compareRuns(epoch(left), epoch(right));
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byUpstream = compareRuns(upstream(left), upstream(right));
    return byUpstream != 0 ? byUpstream : compareRuns(revision(left), revision(right));
  }

  private static String epoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? "0" : version.substring(0, colon);
  }

  private static String upstream(String version) {
    String rest = withoutEpoch(version);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? rest : rest.substring(0, hyphen);
  }

  private static String revision(String version) {
    String rest = withoutEpoch(version);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? "" : rest.substring(hyphen + 1);
  }

  private static String withoutEpoch(String version) {
    return version.substring(version.indexOf(':') + 1);
  }

  /** Compares runs of other characters and runs of digits in turn. */
  private static int compareRuns(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      int leftWord = endOfWord(left, i);
      int rightWord = endOfWord(right, j);
      int order = compareWords(left.substring(i, leftWord), right.substring(j, rightWord));
      if (order != 0) {
        return order;
      }
      i = endOfNumber(left, leftWord);
      j = endOfNumber(right, rightWord);
      order = compareNumbers(left.substring(leftWord, i), right.substring(rightWord, j));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareWords(String left, String right) {
    for (int i = 0; i < Math.max(left.length(), right.length()); i++) {
      int order = Integer.compare(weight(left, i), weight(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int weight(String word, int index) {
    if (index >= word.length()) {
      return 0;
    }
    char c = word.charAt(index);
    if (c == '~') {
      return TILDE;
    }
    return isLetter(c) ? c : c + AFTER_LETTERS;
  }

  private static int compareNumbers(String left, String right) {
    String a = withoutLeadingZeros(left);
    String b = withoutLeadingZeros(right);
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private static String withoutLeadingZeros(String digits) {
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && !isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
