package org.icecoat.domain.fault;

/** Who has to act on a failure. */
public enum Blame {
  /** The request is at fault: sending it again unchanged fails again. */
  CALLER,
  /** Nothing is wrong but there is no room now: the same request may succeed later. */
  CAPACITY,
  /** Icecoat or something that it stands on is at fault: an administrator has to look. */
  SERVICE
}
