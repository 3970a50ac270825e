package org.icecoat.wsrf.fault;

/**
 * A request is not as its schema wants it. Services make their own declared fault of it; where an
 * operation declares none, the client gets a plain SOAP fault with the message.
 */
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  /**
   * What is wrong.
   *
   * @param field the path of the element that is wrong or missing, below the request's own element;
   *     empty if it is the request itself
   */
  public InvalidMessageException(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
