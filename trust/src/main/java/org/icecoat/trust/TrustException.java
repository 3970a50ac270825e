package org.icecoat.trust;

import java.util.Objects;

/** A failure of this module. Its message may be shown to a client: it holds no path. */
public final class TrustException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TrustFault fault;

  public TrustException(TrustFault fault, String message) {
    this(fault, message, null);
  }

  public TrustException(TrustFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  public TrustFault fault() {
    return fault;
  }
}
