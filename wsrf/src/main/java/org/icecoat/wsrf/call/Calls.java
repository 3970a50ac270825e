package org.icecoat.wsrf.call;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The request that the current thread serves. A service and the server share one of these; the
 * server enters each request, the service asks for it.
 *
 * @param <C> the caller, which this toolkit only passes on
 */
public final class Calls<C> {
  private final PeerAuthenticator<C> authenticator;

  @SuppressWarnings("ThreadLocalUsage") // one for each server, as long-lived as its threads
  private final ThreadLocal<Call<C>> current = new ThreadLocal<>();

  public Calls(PeerAuthenticator<C> authenticator) {
    this.authenticator = authenticator;
  }

  /** The current request; an {@link IllegalStateException} outside of one. */
  public Call<C> current() {
    Call<C> call = current.get();
    if (call == null) {
      throw new IllegalStateException("No request is being served on this thread");
    }
    return call;
  }

  /** Whether this thread serves a request. */
  public boolean active() {
    return current.get() != null;
  }

  public C caller() {
    return current().caller();
  }

  /** Judges the peer of one request. */
  public C authenticate(List<X509Certificate> chain) throws CallerRefusedException {
    return authenticator.authenticate(chain);
  }

  /** Does some work as this request. */
  public <V, E extends Exception> V during(Call<C> call, Work<V, E> work) throws E {
    current.set(call);
    try {
      return work.run();
    } finally {
      current.remove();
    }
  }

  /** Something to do as a request. */
  @FunctionalInterface
  public interface Work<V, E extends Exception> {
    V run() throws E;
  }
}
