package org.icecoat.wsrf.fault;

/** Why an operation of the toolkit failed; each becomes the code of a declared fault. */
public enum WsrfCause {
  RESOURCE_UNKNOWN,
  RESOURCE_UNAVAILABLE,
  INVALID_PROPERTY_NAME,
  INVALID_VALUE,
  PROPERTY_READ_ONLY,
  MODIFICATION_FAILED,
  UNKNOWN_DIALECT,
  INVALID_QUERY,
  QUERY_TOO_COSTLY,
  QUERY_FAILED,
  NOT_DESTROYED,
  TERMINATION_TIME_NOT_SETTABLE,
  TERMINATION_TIME_REJECTED
}
