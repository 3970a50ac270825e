package org.icecoat.domain.fault;

/**
 * A named cause of failure. Each module has one enum that implements this and one exception that
 * carries it; the SOAP edge turns it into a declared fault in one switch.
 */
public interface FaultCode {
  /** The stable code that clients see, such as {@code TOKEN_CONFLICT}; an enum's own name. */
  String name();

  Blame blame();
}
