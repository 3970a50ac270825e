package org.icecoat.plugin.guest;

/** How an application fares. */
public enum ApplicationState {
  /** The VM has none. */
  NONE,
  /** The guest has not taken it yet. */
  WAITING,
  RUNNING,
  SUCCEEDED,
  /** It ended with another status than 0, or could not be started. */
  FAILED,
  TIMED_OUT,
  /**
   * The guest ended or fell silent before it did; it runs anew if the guest boots again, and is
   * found running if the guest speaks again.
   */
  LOST;

  /** Whether it came to its end and does not run again. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == TIMED_OUT;
  }
}
