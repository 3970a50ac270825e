package org.icecoat.imagestore.fault;

import java.util.Objects;

/** The store could not do what it was asked. Its message may be shown to a client. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StoreFault fault;
  private final String subject;

  public StoreException(StoreFault fault, String message) {
    this(fault, message, null);
  }

  public StoreException(StoreFault fault, String message, Throwable cause) {
    this(fault, "", message, cause);
  }

  private StoreException(StoreFault fault, String subject, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
    this.subject = subject;
  }

  /** A failure that is about a field of the request or about an id. */
  public static StoreException about(
      String subject, StoreFault fault, String message, Throwable cause) {
    return new StoreException(fault, subject, message, cause);
  }

  /** The field or id that the failure is about; empty if it is about neither. */
  public String subject() {
    return subject;
  }

  public StoreFault fault() {
    return fault;
  }
}
