package org.icecoat.console.image;

/**
 * One thing that somebody may want to know of an image.
 *
 * @param what it is about
 * @param result whether it is so
 * @param why in a sentence
 */
record Claim(String what, Result result, String why) {
  /** How sure it is. */
  enum Result {
    /** Checked here. */
    PROVED,
    /** The store says so. */
    STATED,
    /** Nobody showed it. */
    UNPROVED,
    /** It is not so. */
    REFUTED
  }

  static Claim proved(String what, String why) {
    return new Claim(what, Result.PROVED, why);
  }

  static Claim stated(String what, String why) {
    return new Claim(what, Result.STATED, why);
  }

  static Claim unproved(String what, String why) {
    return new Claim(what, Result.UNPROVED, why);
  }

  static Claim refuted(String what, String why) {
    return new Claim(what, Result.REFUTED, why);
  }
}
