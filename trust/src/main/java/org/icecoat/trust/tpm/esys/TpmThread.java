package org.icecoat.trust.tpm.esys;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.tpm.Tcti;

/**
 * The one thread that talks with the TPM. When the TPM was lost it connects anew: an operation that
 * may be repeated is done again at once, another one fails, since nobody knows whether it was done.
 */
final class TpmThread implements AutoCloseable {
  private final Tcti tcti;
  private final Duration patience;
  private final ExecutorService thread;

  /** Null while the TPM is lost. Of the thread alone. */
  private EsysConnection connection;

  TpmThread(Tcti tcti, Duration patience, ThreadFactory threads) {
    this.tcti = tcti;
    this.patience = patience;
    this.thread = Executors.newSingleThreadExecutor(threads);
  }

  /** Does something that may safely be done twice. */
  <T> T repeatable(Function<EsysConnection, T> operation) {
    return run(() -> withRecovery(operation));
  }

  /** Does something that changes the TPM, on a connection that has just been tried. */
  <T> T once(Function<EsysConnection, T> operation) {
    return run(
        () -> {
          withRecovery(EsysConnection::clock);
          return attempt(operation);
        });
  }

  private <T> T withRecovery(Function<EsysConnection, T> operation) {
    try {
      return attempt(operation);
    } catch (TrustException e) {
      if (connection != null) {
        throw e;
      }
      return attempt(operation);
    }
  }

  /** Lets the connection go if the failure shows that the TPM was lost. */
  private <T> T attempt(Function<EsysConnection, T> operation) {
    try {
      return operation.apply(connected());
    } catch (TrustException e) {
      if (e.fault() == TrustFault.TPM_UNREACHABLE || isStale()) {
        disconnect();
      }
      throw e;
    }
  }

  private boolean isStale() {
    try {
      return connection != null && connection.isStale();
    } catch (TrustException e) {
      return e.fault() == TrustFault.TPM_UNREACHABLE;
    }
  }

  private EsysConnection connected() {
    if (connection == null) {
      connection = EsysConnection.open(tcti);
    }
    return connection;
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private interface Task<T> {
    T run();
  }

  private <T> T run(Task<T> task) {
    try {
      return await(thread.submit(task::run));
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The TPM has been closed", e);
    }
  }

  /**
   * Waits on through interruptions: what the TPM does is not undone by one. What has not been begun
   * when patience ends is never done.
   */
  private <T> T await(Future<T> future) {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (TimeoutException e) {
      future.cancel(false);
      throw new TrustException(
          TrustFault.TPM_UNREACHABLE, "The TPM has not answered for %s".formatted(patience), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof TrustException failure) {
      return new TrustException(failure.fault(), failure.getMessage(), failure);
    }
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    return new IllegalStateException("An operation of the TPM broke", e.getCause());
  }

  @Override
  public void close() {
    if (!thread.isShutdown()) {
      thread.execute(this::disconnect);
      thread.shutdown();
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
