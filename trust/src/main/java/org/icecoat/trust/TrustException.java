package org.icecoat.trust;

import java.util.Objects;

/**
 * A failure of this module. The message says what to do. Only the faults of credentials, of trust
 * anchors and of a TPM's device that a start does not find name a file: they speak to its owner, at
 * start or at the command line, and no request can cause them.
 */
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
