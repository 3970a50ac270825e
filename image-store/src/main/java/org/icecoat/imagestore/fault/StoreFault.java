package org.icecoat.imagestore.fault;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why the store could not do what it was asked. */
public enum StoreFault implements FaultCode {
  /** The request is not one that the contract allows. */
  REQUEST_INVALID(Blame.CALLER),
  /** The image is not confidential, so it has no key. */
  NOT_CONFIDENTIAL(Blame.CALLER),
  /** The store can encrypt no images: it has no TPM, or no QEMU tools. */
  CANNOT_ENCRYPT(Blame.CALLER),
  /** A node has not proved what it has to prove for a key. */
  NODE_NOT_TRUSTED(Blame.CALLER),
  /** The store judges no nodes, so that policies mean nothing to it. */
  JUDGES_NOBODY(Blame.CALLER),
  /** The caller is known but may not do this. */
  NOT_AUTHORIZED(Blame.CALLER),
  /** No image has this id. */
  IMAGE_UNKNOWN(Blame.CALLER),
  /** A disk names a kernel or an initial ramdisk that is not registered. */
  BOOT_IMAGE_UNKNOWN(Blame.CALLER),
  /** The upload ended before its end. */
  CONTENT_TRUNCATED(Blame.CALLER),
  CONTENT_EMPTY(Blame.CALLER),
  CONTENT_TOO_LARGE(Blame.CALLER),
  /** The content is not the one that the caller's digest promised. */
  ROOT_DIFFERS(Blame.CALLER),
  /** The content is not of the declared format. */
  WRONG_FORMAT(Blame.CALLER),
  /** The content is declared raw but starts like another format. */
  FORMAT_DISGUISED(Blame.CALLER),
  /** The content names another file that would be read with it. */
  OTHER_FILE_NAMED(Blame.CALLER),
  /** The content has a feature that the store does not take, such as encryption or snapshots. */
  FEATURE_REFUSED(Blame.CALLER),
  /** The content contradicts itself. */
  CONTENT_DAMAGED(Blame.CALLER),
  /** There is no room on the store's disk, or too many uploads run. */
  NO_ROOM(Blame.CAPACITY),
  /** Too many ask for proof by the store's TPM, or one too often. */
  TPM_BUSY(Blame.CAPACITY),
  /** A stored file is not what its name says, or is missing. */
  CONTENT_ALTERED(Blame.SERVICE),
  /** A row of the catalogue is not what its id says. */
  CATALOGUE_ALTERED(Blame.SERVICE),
  /** The image log is not what was signed: nothing is served until it is mended. */
  STORE_INCONSISTENT(Blame.SERVICE),
  /** The log's key or counter is that of another TPM, or gone. */
  SIGNER_REPLACED(Blame.SERVICE),
  /** The TPM, or the folder of the log's key, does not answer now. */
  SIGNER_SILENT(Blame.SERVICE),
  /** The store is not configured to judge nodes, so it releases no keys. */
  NO_RELEASE(Blame.SERVICE),
  /** The store's TPM does not reveal an image's key: the machine is not as it was. */
  KEY_LOCKED(Blame.SERVICE),
  /** The key that lies beside an image in the catalogue was sealed as that of another one. */
  KEY_MISPLACED(Blame.SERVICE),
  /** An image's key was sealed without saying of which image it is, and that is not proved. */
  KEY_UNBOUND(Blame.SERVICE),
  /** The store's disk, database or tools do not work. */
  STORE_BROKEN(Blame.SERVICE);

  private final Blame blame;

  StoreFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
