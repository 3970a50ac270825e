package org.icecoat.imagestore.use;

import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.signer.LogGuard;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.structure.EncryptedCredential;

/** Proves to anybody that the log's key and counters lie in a TPM. */
public final class ProveGuard {
  private final Optional<LogGuard> guard;
  private final ProofLimit limit;

  /**
   * A prover.
   *
   * @param guard empty if the store has no TPM
   */
  public ProveGuard(Optional<LogGuard> guard, InstantSource clock) {
    this.guard = guard;
    this.limit = new ProofLimit(clock);
  }

  /**
   * What the store says to have; empty if it has no TPM.
   *
   * @throws StoreException TPM_BUSY or SIGNER_SILENT
   */
  public Optional<ClaimedGuard> show() {
    return guard.map(tpm -> limit.inTurn(tpm::claims));
  }

  /**
   * Proof of it.
   *
   * @param number of the endorsement key, from 0, as they were shown
   * @throws StoreException REQUEST_INVALID, also if the store has no TPM; TPM_BUSY or SIGNER_SILENT
   */
  public GuardAnswer prove(
      Dn client, GuardNonce nonce, int number, EncryptedCredential credential) {
    LogGuard tpm =
        guard.orElseThrow(
            () ->
                new StoreException(
                    StoreFault.REQUEST_INVALID,
                    "This store has no TPM: its log's key and counter are files"));
    return limit.asking(client, () -> tpm.prove(nonce, number, credential));
  }
}
