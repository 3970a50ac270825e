package org.icecoat.trust.tpm.esys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** A TPM's device file, of which tpm2-tss would say no more than that it cannot be opened. */
record DeviceFile(Path path) {
  private static final String HIDDEN =
      "This service sees no %1$s: if the machine has it, the unit hides it until a drop-in says"
          + " PrivateDevices=no and DeviceAllow=%1$s rw; if not, switch the TPM on in the firmware's"
          + " set-up (docs/tpm.md)";
  private static final String SHUT =
      "This service may not open %s: put its user into the device's group (adduser icecoat tss)"
          + " and restart it";

  /**
   * Does nothing if this process may open it.
   *
   * @throws TrustException TPM_UNREACHABLE, with what to do
   */
  void requireUsable() {
    requireUsable(file -> Files.isReadable(file) && Files.isWritable(file));
  }

  void requireUsable(Predicate<Path> openable) {
    if (!Files.exists(path)) {
      throw unreachable(HIDDEN);
    }
    if (!openable.test(path)) {
      throw unreachable(SHUT);
    }
  }

  private TrustException unreachable(String message) {
    return new TrustException(TrustFault.TPM_UNREACHABLE, message.formatted(path));
  }
}
