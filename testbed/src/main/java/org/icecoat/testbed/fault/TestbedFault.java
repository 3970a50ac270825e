package org.icecoat.testbed.fault;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why the testbed could not do what it was asked. */
public enum TestbedFault implements FaultCode {
  /** Namespaces, mounts and bridges need root. */
  NOT_ROOT(Blame.CALLER),
  /** A program of a Debian package is not installed; the message names it. */
  MISSING_PROGRAM(Blame.CALLER),
  /** Another living process owns the testbed in this folder. */
  IN_USE(Blame.CALLER),
  /** The testbed has been closed. */
  ENDED(Blame.CALLER),
  /** The thing does not exist in this testbed: a host, a user, a hypervisor. */
  UNKNOWN_NAME(Blame.CALLER),
  /** No private address range is free on this machine. */
  NO_FREE_ADDRESSES(Blame.CAPACITY),
  /** A program ended with another status than 0; the message has its last words. */
  COMMAND_FAILED(Blame.SERVICE),
  /** The demo or a check of it did not see what it must; the message says what. */
  NOT_SHOWN(Blame.SERVICE),
  /** Something did not happen within its time. */
  TIMED_OUT(Blame.SERVICE),
  /** The waiting thread was interrupted. */
  INTERRUPTED(Blame.SERVICE),
  /** A file could not be read or written. */
  FILE_FAILED(Blame.SERVICE),
  /** A certificate, key or list could not be made. */
  CRYPTO_FAILED(Blame.SERVICE);

  private final Blame blame;

  TestbedFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
