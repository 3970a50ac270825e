package org.icecoat.console.remote;

import java.util.Locale;

/** What a VM can be told. */
public enum Order {
  START("Running"),
  PAUSE("Paused"),
  RESUME("Running"),
  RESTART("Running"),
  RECOVER(null),
  SHUTDOWN("Stopped"),
  DESTROY("Destroyed");

  private final String goal;

  Order(String goal) {
    this.goal = goal;
  }

  /** The command's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the order has been carried out.
   *
   * @param desiredState what the VM should be
   */
  public boolean done(String state, String desiredState) {
    return state.equals(goal == null ? desiredState : goal);
  }

  /** The answer to an order; {@code state} is null where the service does not say it. */
  public record Answer(String state, String desiredState) {}
}
