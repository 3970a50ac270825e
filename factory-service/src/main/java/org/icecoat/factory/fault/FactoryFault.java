package org.icecoat.factory.fault;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** The causes of failure that the factory knows. */
public enum FactoryFault implements FaultCode {
  INVALID_REQUEST(Blame.CALLER),
  NOT_AUTHORIZED(Blame.CALLER),
  /** There is no such VM, or the caller may not know of it. */
  VM_UNKNOWN(Blame.CALLER),
  NODE_UNKNOWN(Blame.CALLER),
  /** Nothing names such evidence, or it is not kept any more. */
  EVIDENCE_UNKNOWN(Blame.CALLER),
  NOTHING_FITS(Blame.CAPACITY),
  QUOTA_EXCEEDED(Blame.CALLER),
  TOKEN_CONFLICT(Blame.CALLER),
  /** Trust is asked for by a policy that is not in force here. */
  POLICY_UNKNOWN(Blame.CALLER),
  /** Trust is asked for where no node is asked to prove itself. */
  NOT_ATTESTED(Blame.CALLER),
  WRONG_STATE(Blame.CALLER),
  /** The node does not answer, or its answer cannot be read. */
  NODE_UNREACHABLE(Blame.SERVICE),
  /** The node answers that it cannot do this now. */
  NODE_UNAVAILABLE(Blame.SERVICE),
  /** The node answers that it has tried and failed: that seldom passes. */
  NODE_FAILED(Blame.SERVICE),
  /** The node answers that its room, its addresses or its disk are taken. */
  NODE_FULL(Blame.CAPACITY),
  /** The node answers that it will never do this. */
  NODE_REFUSED(Blame.SERVICE),
  /** The node has no TPM. */
  NO_TPM(Blame.SERVICE),
  /** What the node or its TPM claims is not believed. */
  NOT_TRUSTED(Blame.SERVICE),
  /** The policy of the node's site says no. */
  SITE_REFUSED(Blame.CALLER),
  /** The node has seen a later placement of the VM. */
  STALE_EPOCH(Blame.SERVICE),
  /** The node has nothing of the VM. */
  VM_ABSENT(Blame.SERVICE),
  STORE_UNAVAILABLE(Blame.SERVICE),
  /** The factory's database cannot be used now. */
  DATABASE_UNAVAILABLE(Blame.SERVICE),
  /** The factory has no room, or no folder, for the files of requests. */
  UPLOADS_FULL(Blame.SERVICE),
  /** What the image store shows of its log is not believed, or it has found that out itself. */
  STORE_UNTRUSTED(Blame.SERVICE),
  /** Too many others change the same row, or the factory is stopping: try again. */
  BUSY(Blame.SERVICE),
  INTERNAL(Blame.SERVICE);

  private final Blame blame;

  FactoryFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }

  /** Whether the same call may succeed a little later. */
  public boolean isPassing() {
    return this == NODE_UNREACHABLE
        || this == NODE_UNAVAILABLE
        || this == NODE_FAILED
        || this == STORE_UNAVAILABLE
        || this == DATABASE_UNAVAILABLE
        || this == UPLOADS_FULL
        || this == BUSY;
  }
}
