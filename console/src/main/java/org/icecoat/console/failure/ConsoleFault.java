package org.icecoat.console.failure;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why a command did not do what it should, and the exit status of each. */
public enum ConsoleFault implements FaultCode {
  FAILED(1, Blame.SERVICE, "something else went wrong, or a check of doctor failed"),
  USAGE(2, Blame.CALLER, "the command line, the request file or the configuration is wrong"),
  REFUSED(3, Blame.CALLER, "the service refused: not allowed, wrong state, quota, invalid request"),
  NOT_FOUND(4, Blame.CALLER, "no such VM, image or node, or more than one"),
  NOTHING_FITS(5, Blame.CAPACITY, "no image or no node fits the request"),
  UNAVAILABLE(6, Blame.SERVICE, "a service cannot be reached or asks to come back later"),
  LOGIN_NEEDED(7, Blame.CALLER, "no usable credential, or the service does not accept it"),
  TIMED_OUT(8, Blame.CAPACITY, "what was waited for did not happen in the time given"),
  VM_FAILED(9, Blame.SERVICE, "the VM failed, or ended where it should have run"),
  APPLICATION_FAILED(10, Blame.CALLER, "the application failed, ran too long or was lost"),
  REFUTED(11, Blame.SERVICE, "verify found that something claimed of the VM is not so"),
  UNPROVED(12, Blame.SERVICE, "verify did not prove a claim that --require names"),
  INTERRUPTED(130, Blame.CALLER, "Ctrl-C; what goes on in the VM goes on");

  private final int exitStatus;
  private final Blame blame;
  private final String meaning;

  ConsoleFault(int exitStatus, Blame blame, String meaning) {
    this.exitStatus = exitStatus;
    this.blame = blame;
    this.meaning = meaning;
  }

  public int exitStatus() {
    return exitStatus;
  }

  @Override
  public Blame blame() {
    return blame;
  }

  /** A line for the table of exit statuses. */
  public String meaning() {
    return meaning;
  }
}
