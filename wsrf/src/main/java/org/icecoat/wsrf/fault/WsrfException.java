package org.icecoat.wsrf.fault;

/**
 * What a service's homes, readers and writers throw to name the cause of a failure. The message is
 * shown to the client: it says what, which id, what was expected, what to do.
 */
public final class WsrfException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final WsrfCause code;

  public WsrfException(WsrfCause code, String message) {
    super(message);
    this.code = code;
  }

  public WsrfException(WsrfCause code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public WsrfCause code() {
    return code;
  }
}
