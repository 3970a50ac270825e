package org.icecoat.imagestore.fault;

import java.util.Objects;

/** The store could not do what it was asked. Its message may be shown to a client. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StoreFault fault;

  public StoreException(StoreFault fault, String message) {
    this(fault, message, null);
  }

  public StoreException(StoreFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  public StoreFault fault() {
    return fault;
  }
}
