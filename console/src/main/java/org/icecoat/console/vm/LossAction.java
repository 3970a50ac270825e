package org.icecoat.console.vm;

import org.icecoat.wire.types.LossActionType;

/** What happens when trust in a VM's node is lost, as it is written on the command line. */
public enum LossAction {
  notify(LossActionType.NOTIFY),
  pause(LossActionType.PAUSE),
  destroy(LossActionType.DESTROY);

  private final LossActionType wire;

  LossAction(LossActionType wire) {
    this.wire = wire;
  }

  public LossActionType wire() {
    return wire;
  }

  /**
   * Reads a word.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static LossAction parse(String word) {
    for (LossAction action : values()) {
      if (action.name().equals(word)) {
        return action;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is none of notify, pause and destroy");
  }
}
