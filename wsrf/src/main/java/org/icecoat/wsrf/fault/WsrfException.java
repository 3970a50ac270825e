package org.icecoat.wsrf.fault;

/**
 * What a service's homes, readers and writers throw to name the cause of a failure. The message is
 * shown to the client: it says what, which id, what was expected, what to do.
 */
public final class WsrfException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final WsrfCause code;
  private final String name;

  public WsrfException(WsrfCause code, String message) {
    this(code, message, null);
  }

  public WsrfException(WsrfCause code, String message, Throwable cause) {
    this(code, code.name(), message, cause);
  }

  /**
   * A failure for which the service has a name of its own.
   *
   * @param code which of the specification's faults it becomes
   * @param name the error code in that fault
   */
  public WsrfException(WsrfCause code, String name, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.name = name;
  }

  public WsrfCause code() {
    return code;
  }

  /** The error code for clients. */
  public String name() {
    return name;
  }
}
