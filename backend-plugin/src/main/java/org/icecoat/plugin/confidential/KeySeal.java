package org.icecoat.plugin.confidential;

import java.util.Arrays;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.LoadableObject;
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

  /** Seals a key to the state in which the node is now. */
  SealedDiskKey seal(DiskKey key, PcrSelection pcrs) {
    byte[] bytes = key.reveal();
    try {
      LoadableObject object = tpm.seal(bytes, new PcrPolicy(tpm.readPcrs(pcrs)));
      return new SealedDiskKey(object, pcrs);
    } catch (TrustException e) {
      throw failed(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
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
