package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.OWNER;

import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.TpmName;

/**
 * The storage root key. Its name is compared with the verified one before anything is encrypted to
 * it: somebody between us and the TPM could show a key of his own.
 */
final class StorageKey {
  /** Where the TCG's guidance for provisioning puts it. */
  private static final int HANDLE = 0x8100_0001;

  private static final int NEEDED =
      Attributes.FIXED_TPM
          | Attributes.FIXED_PARENT
          | Attributes.USER_WITH_AUTH
          | Attributes.RESTRICTED
          | Attributes.DECRYPT;

  private final EsysConnection tpm;
  private final PrimaryKeys keys;
  private final AtomicReference<TpmName> trusted;

  /**
   * The storage key.
   *
   * @param trusted its verified name, or null: then it is set to that of the first key found
   */
  StorageKey(EsysConnection tpm, AtomicReference<TpmName> trusted) {
    this.tpm = tpm;
    this.keys = new PrimaryKeys(tpm);
    this.trusted = trusted;
  }

  /** ESYS_TR. */
  int handle() {
    return keys.persistent(HANDLE, Templates.storageKey(), OWNER, this::judge);
  }

  PublicArea publicArea() {
    return tpm.publicArea(handle());
  }

  private void judge(int key) {
    PublicArea area = tpm.publicArea(key);
    if (!area.attributes().has(NEEDED) || area.nameAlgorithm() != HashAlgorithm.SHA256) {
      throw PrimaryKeys.anotherKey(HANDLE);
    }
    TpmName found = tpm.name(key);
    trusted.compareAndSet(null, found);
    if (!trusted.get().equals(found)) {
      throw new TrustException(
          TrustFault.TPM_KEY_CHANGED,
          ("The TPM's storage key is %s, not %s: was the TPM cleared or replaced? If that was meant,"
                  + " restart this service and enrol it again")
              .formatted(found, trusted.get()));
    }
  }
}
