package org.icecoat.console.proof;

/**
 * One thing that somebody may want to know of an image or a VM.
 *
 * @param what it is about
 * @param result whether it is so
 * @param why in a sentence
 */
public record Claim(String what, Result result, String why) {
  /** How sure it is. */
  public enum Result {
    /** Checked here. */
    PROVED,
    /** A service says so. */
    STATED,
    /** Nobody showed it. */
    UNPROVED,
    /** It is not so. */
    REFUTED
  }

  public static Claim proved(String what, String why) {
    return new Claim(what, Result.PROVED, why);
  }

  public static Claim stated(String what, String why) {
    return new Claim(what, Result.STATED, why);
  }

  public static Claim unproved(String what, String why) {
    return new Claim(what, Result.UNPROVED, why);
  }

  public static Claim refuted(String what, String why) {
    return new Claim(what, Result.REFUTED, why);
  }

  /** The same, of something else. */
  public Claim about(String other) {
    return new Claim(other, result, why);
  }

  /** The same, but stated where it would be proved, for that reason. */
  public Claim statedOnly(String reason) {
    return is(Result.PROVED) ? stated(what, "%s; %s".formatted(why, reason)) : this;
  }

  public boolean is(Result other) {
    return result == other;
  }
}
