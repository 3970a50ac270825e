package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

/** How many a list may tell at once. */
final class PageSize {
  private static final int USUAL = 100;

  private PageSize() {}

  /** What was asked for, or the usual number. */
  static int of(Integer wire, int most) {
    return REQUEST.optional("MaximalCount", wire, asked -> within(asked, most)).orElse(USUAL);
  }

  private static int within(int asked, int most) {
    if (asked < 1 || asked > most) {
      throw new IllegalArgumentException("1 to " + most + " can be told at once");
    }
    return asked;
  }
}
