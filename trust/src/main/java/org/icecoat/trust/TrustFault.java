package org.icecoat.trust;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why this module could not do what it was asked. */
public enum TrustFault implements FaultCode {
  /** Bytes that arrived are not the bytes that the chunk tree names. */
  CHUNK_ALTERED(Blame.SERVICE),
  /** A list of chunk hashes is not one of this format, root and length. */
  CHUNK_TREE_MALFORMED(Blame.SERVICE),
  /** Content is longer than a chunk tree may describe. */
  CONTENT_TOO_LONG(Blame.CALLER),
  /** A file of keys or certificates is missing, unreadable or holds something else. */
  CREDENTIAL_UNREADABLE(Blame.SERVICE),
  /** A private key lies in a file that others may read or that belongs to somebody else. */
  CREDENTIAL_EXPOSED(Blame.SERVICE),
  /** The passphrase does not open the private key. */
  PASSPHRASE_WRONG(Blame.CALLER),
  /** No proxy can be made from that certificate, as it is or at this time. */
  PROXY_IMPOSSIBLE(Blame.CALLER),
  /** Bytes are not the TPM structure, log or certificate that they should be. */
  STRUCTURE_MALFORMED(Blame.SERVICE),
  /** The directory of trusted CAs, or of trusted VOMS servers, is missing or unreadable. */
  TRUST_ANCHORS_UNREADABLE(Blame.SERVICE);

  private final Blame blame;

  TrustFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
