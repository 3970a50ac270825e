package org.icecoat.plugin.guest;

/** Something that a running guest is asked to do at once. */
public enum GuestRequest {
  /** To use CPUs that were added. */
  ONLINE_CPUS("online"),
  /** To shut down; for guests that do not heed the power button. */
  POWER_OFF("poweroff");

  private final String word;

  GuestRequest(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
