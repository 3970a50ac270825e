package org.icecoat.wsrf.call;

/** The peer's certificates are not accepted. The message is shown to the client. */
public final class CallerRefusedException extends Exception {
  /** The error code of the {@code BaseFault} that a refused peer is answered with. */
  public static final String CODE = "NOT_AUTHENTICATED";

  private static final long serialVersionUID = 1L;

  public CallerRefusedException(String plainReason) {
    super(plainReason);
  }
}
