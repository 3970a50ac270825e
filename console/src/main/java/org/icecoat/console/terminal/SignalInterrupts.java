package org.icecoat.console.terminal;

import org.jline.utils.Signals;

/** Ctrl-C as the signal SIGINT of this process. */
public final class SignalInterrupts implements Interrupts {
  private static final String INTERRUPT = "INT";

  @Override
  public Registration onInterrupt(Runnable task) {
    Object previous = Signals.register(INTERRUPT, task);
    return () -> Signals.unregister(INTERRUPT, previous);
  }
}
