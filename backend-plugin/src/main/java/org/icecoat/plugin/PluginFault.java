package org.icecoat.plugin;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why the plug-in could not do what it was asked. */
public enum PluginFault implements FaultCode {
  /** The order cannot be carried out as it is. */
  INVALID_REQUEST(Blame.CALLER),
  /** The bytes of an application or of a manifest are not those that its digest names. */
  DIGEST_MISMATCH(Blame.CALLER),
  /** The caller is not one of the node's factories. */
  NOT_AUTHORIZED(Blame.CALLER),
  /** The node has nothing of this VM. */
  VM_NOT_FOUND(Blame.CALLER),
  /** The order belongs to an older placement than the node has seen. */
  STALE_EPOCH(Blame.CALLER),
  /** The order makes no sense in the state that the VM is in. */
  WRONG_STATE(Blame.CALLER),
  /** The site's policy, or its lack of a dataset, says no. */
  SITE_REFUSED(Blame.CALLER),
  /** The node's capacity, addresses or disk space are taken. */
  NO_CAPACITY(Blame.CAPACITY),
  /** The image store does not answer or breaks off. */
  STORE_UNREACHABLE(Blame.SERVICE),
  /** The store has found that its own log is not in order, and serves nothing. */
  STORE_INCONSISTENT(Blame.SERVICE),
  /** What the store delivers is not what the digest names, or the store has found that itself. */
  IMAGE_ALTERED(Blame.SERVICE),
  /** What the store shows of its log does not prove that the image was registered. */
  IMAGE_UNPROVED(Blame.SERVICE),
  /** The store's log says that the image was retired. */
  IMAGE_RETIRED(Blame.CALLER),
  /** The node has no TPM that it could prove itself by. */
  NO_TPM(Blame.CALLER),
  /** The node's TPM does not answer or refuses. */
  TPM_FAILED(Blame.SERVICE),
  /** The image store does not give the node the key of a confidential image. */
  KEY_REFUSED(Blame.SERVICE),
  /** The node's TPM does not reveal a key: the node is not as it was when it got it. */
  KEY_LOCKED(Blame.SERVICE),
  /** The virtual-machine monitor does not answer. */
  VMM_UNREACHABLE(Blame.SERVICE),
  /** The virtual-machine monitor answers with a failure. */
  VMM_FAILED(Blame.SERVICE),
  /** The guest's runner does not answer, or not in its protocol. */
  GUEST_FAILED(Blame.SERVICE),
  /** The node's own disk cannot be read or written, or its log of changes is full. */
  STORAGE_FAILED(Blame.SERVICE),
  /** The plug-in is stopping, or an order takes longer than its caller may wait. */
  BUSY(Blame.SERVICE);

  private final Blame blame;

  PluginFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
