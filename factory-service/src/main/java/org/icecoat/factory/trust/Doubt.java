package org.icecoat.factory.trust;

import java.util.Locale;

/** What stays doubtful of a TPM that has proved its keys; an administrator may know better. */
public enum Doubt {
  /** Its attestation key is not the one with which the node was enrolled. */
  CHANGED_KEY,
  /** The certificate of its endorsement key, or of the maker's CA, has expired. */
  EXPIRED_CERTIFICATE;

  /** As administrators write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
