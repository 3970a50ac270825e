package org.icecoat.domain.lease;

/** What is done to a VM when its lease ends; when the grace time ends too, it is destroyed. */
public enum ExpiryAction {
  SHUTDOWN,
  PAUSE,
  DESTROY
}
