package org.icecoat.factory.fault;

import java.util.Objects;

/** A failure with its cause; the message may be shown to a client. */
public final class FactoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FactoryFault fault;
  private final transient FaultDetail detail;

  public FactoryException(FactoryFault fault, String message) {
    this(fault, message, new FaultDetail.None());
  }

  public FactoryException(FactoryFault fault, String message, FaultDetail detail) {
    super(message);
    this.fault = Objects.requireNonNull(fault);
    this.detail = detail;
  }

  public FactoryException(FactoryFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault);
    this.detail = new FaultDetail.None();
  }

  /** The request is wrong in the named part. */
  public static FactoryException invalid(String field, String message) {
    return new FactoryException(
        FactoryFault.INVALID_REQUEST, field + ": " + message, new FaultDetail.Field(field));
  }

  public FactoryFault fault() {
    return fault;
  }

  public FaultDetail detail() {
    return detail;
  }
}
