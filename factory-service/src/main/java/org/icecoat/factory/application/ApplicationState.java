package org.icecoat.factory.application;

/** How the client's code fares, as its node says. */
public enum ApplicationState {
  /** The VM has no application. */
  NONE,
  /** The guest has not reported yet. */
  WAITING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  /** The guest ended before the application did. */
  LOST
}
