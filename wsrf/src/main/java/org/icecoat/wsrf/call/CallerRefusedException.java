package org.icecoat.wsrf.call;

/** The peer's certificates are not accepted. The message is shown to the client. */
public final class CallerRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public CallerRefusedException(String plainReason) {
    super(plainReason);
  }
}
