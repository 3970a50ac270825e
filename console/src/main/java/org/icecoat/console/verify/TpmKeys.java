package org.icecoat.console.verify;

import java.util.HexFormat;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.TpmName;

/**
 * By what a TPM is known.
 *
 * @param attestation the key of its quotes, which it can have made anew
 * @param endorsement digest of the key that its maker certified, if it is proved to lie in the TPM
 */
record TpmKeys(TpmName attestation, Optional<Sha256> endorsement) {
  /** What stays the same as far as it is proved, in hex. */
  String id() {
    return endorsement.map(Sha256::hex).orElseGet(this::attestationKey);
  }

  String attestationKey() {
    return HexFormat.of().formatHex(attestation.value().bytes());
  }
}
