package org.icecoat.plugin.confidential;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.KeyCertification;
import org.icecoat.trust.evidence.binding.SecretWrapping;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.tpm.Tpm;

/** A store that trusts every node, unless it is told not to, and wraps its one key to a TPM. */
final class TestingKeySource implements KeySource {
  private final SecureRandom random = new SecureRandom();
  private final DiskKey key;
  private final Tpm tpm;
  private Optional<String> refusal = Optional.empty();
  private PcrSelection pcrs = PcrSelection.of(PcrBank.SHA256, 14);
  private int releases;

  TestingKeySource(DiskKey key, Tpm tpm) {
    this.key = key;
    this.tpm = tpm;
  }

  /** Releases nothing from now on. */
  void refuse(String why) {
    refusal = Optional.of(why);
  }

  /** Whatever the node has proved, its keys are for the values of these PCRs. */
  void bindTo(int... indexes) {
    pcrs = PcrSelection.of(PcrBank.SHA256, indexes);
  }

  void trustAgain() {
    refusal = Optional.empty();
  }

  int releases() {
    return releases;
  }

  @Override
  public WrappedKey key(URI store, ImageId image) {
    if (refusal.isPresent()) {
      throw new PluginException(PluginFault.KEY_REFUSED, refusal.get());
    }
    releases++;
    PcrPolicy now = new PcrPolicy(tpm.readPcrs(pcrs));
    return new WrappedKey(SecretWrapping.wrap(storageKey(), key.reveal(), now, random), pcrs);
  }

  private CertifiedKey storageKey() {
    Octets nonce = Octets.of(new byte[32]);
    AttestationKey certifier =
        AttestationKey.judge(
                tpm.attestationKey(),
                TpmName.qualified(Hierarchy.ENDORSEMENT, tpm.attestationKey().name()))
            .accepted()
            .orElseThrow();
    return KeyCertification.judge(
            tpm.certifyStorageKey(nonce),
            certifier,
            tpm.storageKey(),
            CertifiedKey.Use.STORAGE,
            nonce)
        .accepted()
        .orElseThrow();
  }
}
