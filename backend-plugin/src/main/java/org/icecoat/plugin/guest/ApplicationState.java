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
  /** The guest ended before it did. */
  LOST;

  /** Whether it ran and does not run again. */
  public boolean ended() {
    return this != NONE && this != WAITING && this != RUNNING;
  }
}
