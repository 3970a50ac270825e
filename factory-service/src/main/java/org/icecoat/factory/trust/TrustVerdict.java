package org.icecoat.factory.trust;

/** What the factory thinks of a node that it has asked to prove itself. */
public enum TrustVerdict {
  TRUSTED,
  REJECTED
}
