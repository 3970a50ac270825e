package org.icecoat.domain.vm;

import java.util.Locale;

/** What was last observed of a VM. The order is that of an undisturbed life. */
public enum VmState {
  /** Accepted; no node has been chosen. */
  REQUESTED("Accepted; a node is still to be chosen."),
  /** A node is chosen and its room reserved. */
  SCHEDULED("A node is chosen and room on it is reserved."),
  /** The node makes image, disk and datasets ready. */
  STAGING("The node makes image, disk and datasets ready."),
  /** The domain starts; its guest has not reported. */
  STARTING("The domain starts; its guest has not reported yet."),
  RUNNING("The guest runs."),
  PAUSED("The guest's CPUs stand still; its memory is kept."),
  RESTARTING("The guest was reset and has not reported yet."),
  /** The guest was asked to shut down; its power is cut when the grace time is over. */
  SHUTTING_DOWN("The guest was asked to shut down; after the grace time its power is cut."),
  STOPPED("The guest is off; its disk is kept."),
  DESTROYING("The node removes all that it has of the VM."),
  /** The node has said that nothing is left, or an administrator that the node is gone. */
  DESTROYED(
      "Nothing of the VM is left on any node: its node has said so, or an administrator that the"
          + " node is gone for good."),
  FAILED("Something went wrong; the failure says what, and what Recover would do."),
  /** The node does not answer: the VM may well run. */
  UNKNOWN("The node does not answer: the VM may well run.");

  private final String meaning;

  VmState(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** True of the one state that a VM never leaves. */
  public boolean isTerminal() {
    return this == DESTROYED;
  }

  /** The name that contracts and people use, such as {@code ShuttingDown}. */
  public String label() {
    StringBuilder label = new StringBuilder();
    for (String word : name().split("_", -1)) {
      label.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return label.toString();
  }
}
