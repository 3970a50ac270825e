package org.icecoat.plugin.guest;

import java.time.Instant;

/** Hears what a guest session learns. Called on the session's thread; may keep it waiting. */
public interface GuestObserver {
  /** The runner answered; called at each answer. */
  void heard(Instant at);

  /** The application is in another state; this is durable when the call returns. */
  void applicationChanged(ApplicationReport report);

  /** The application ran over its limit and the guest did not end it: the VM has to be ended. */
  void overran();

  /** Whether the guest's CPUs run now; while they do not, silence means nothing. */
  boolean guestRuns();
}
