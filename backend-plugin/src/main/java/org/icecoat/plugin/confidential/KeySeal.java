package org.icecoat.plugin.confidential;

import java.util.Arrays;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.tpm.Tpm;

/** What the node's TPM does for keys. */
final class KeySeal {
  private final Tpm tpm;

  KeySeal(Tpm tpm) {
    this.tpm = tpm;
  }

  /** Takes in what was wrapped to this TPM. */
  SealedDiskKey take(WrappedKey wrapped) {
    try {
      return new SealedDiskKey(tpm.importObject(wrapped.object()), wrapped.pcrs());
    } catch (TrustException e) {
      throw failed(e);
    }
  }

  /**
   * Seals a key to the state to which that one is sealed, which somebody has appraised.
   *
   * @param appraised was opened just now
   * @throws PluginException KEY_LOCKED if the node has changed since; TPM_FAILED
   */
  SealedDiskKey seal(DiskKey key, SealedDiskKey appraised) {
    byte[] bytes = key.reveal();
    try {
      PcrPolicy now = new PcrPolicy(tpm.readPcrs(appraised.pcrs()));
      requireSame(now, appraised);
      return new SealedDiskKey(tpm.seal(bytes, now), appraised.pcrs());
    } catch (TrustException e) {
      throw failed(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void requireSame(PcrPolicy now, SealedDiskKey appraised) {
    if (!now.digest().equals(appraised.object().publicArea().authPolicy())) {
      throw new PluginException(
          PluginFault.KEY_LOCKED,
          "The node has changed while the VM's disk was given its key, by what its TPM has"
              + " measured: ask again, and the node is judged anew");
    }
  }

  /**
   * The key.
   *
   * @throws PluginException KEY_LOCKED if the node is not as it was; TPM_FAILED
   */
  DiskKey open(SealedDiskKey sealed) {
    try {
      return DiskKey.taking(tpm.unseal(sealed.object(), sealed.pcrs()));
    } catch (TrustException e) {
      throw failed(e);
    }
  }

  private static PluginException failed(TrustException e) {
    return switch (e.fault()) {
      case TPM_POLICY_FAILED ->
          new PluginException(
              PluginFault.KEY_LOCKED,
              "The node is not as it was when it got the key, by what its TPM has measured",
              e);
      case TPM_INTEGRITY ->
          new PluginException(
              PluginFault.KEY_LOCKED, "The key is sealed by another TPM than the node has now", e);
      default ->
          new PluginException(PluginFault.TPM_FAILED, "The node's TPM: " + e.getMessage(), e);
    };
  }
}
