package org.icecoat.factory.trust;

/** What comes of enrolling a node that leaves a {@link Doubt}. */
public enum OnDoubt {
  /** It is refused, whatever the administrator says. */
  REFUSE,
  /** It is refused until the administrator who enrols it says that he accepts it. */
  ASK
}
