package org.icecoat.console.terminal;

/** Ctrl-C, while something long goes on. */
@FunctionalInterface
public interface Interrupts {
  /** Nothing interrupts. */
  Interrupts NEVER = task -> () -> {};

  /** Runs the task at an interrupt instead of ending the process, until the result is closed. */
  Registration onInterrupt(Runnable task);

  /** Ends the watch for interrupts. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
