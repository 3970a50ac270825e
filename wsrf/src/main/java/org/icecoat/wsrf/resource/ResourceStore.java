package org.icecoat.wsrf.resource;

/** Keeps what SetResourceProperties changed. */
@FunctionalInterface
public interface ResourceStore<C, R> {
  /**
   * Stores {@code after} in place of {@code before}: all of it or nothing.
   *
   * @throws org.icecoat.wsrf.fault.WsrfException INVALID_VALUE if the values do not go together,
   *     MODIFICATION_FAILED if they cannot be stored now
   */
  void replace(C caller, R before, R after);
}
