package org.icecoat.console.remote;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Calls stubs; what they throw comes out as one exception in plain words. */
public final class Remote {
  private Remote() {}

  /**
   * Calls in this thread.
   *
   * @throws org.icecoat.console.failure.ConsoleException whatever the call throws
   */
  public static <T> T call(Callable<T> stub) {
    FutureTask<T> task = new FutureTask<>(stub);
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw Faults.plain(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A task that has ended cannot be interrupted", e);
    }
  }
}
