package org.icecoat.imagestore.signer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.NvCounter;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TPM that guards a log, as those see it who want that proved. One after the other may call, so
 * that for each command of an append the TPM does at most one for somebody who asks.
 */
public final class LogGuard {
  private static final Logger LOG = LoggerFactory.getLogger(LogGuard.class);

  private final Tpm tpm;
  private final Supplier<LoadableObject> key;
  private final NvCounter appends;
  private final NvCounter openings;

  /** As they were first read: a TPM needs long to make one that it does not keep. */
  private List<EndorsementKey> endorsementKeys = List.of();

  LogGuard(Tpm tpm, Supplier<LoadableObject> key, NvCounter appends, NvCounter openings) {
    this.tpm = tpm;
    this.key = key;
    this.appends = appends;
    this.openings = openings;
  }

  /**
   * What the TPM has; the first time an attestation key is made, unless there is one.
   *
   * @throws StoreException SIGNER_SILENT
   */
  public ClaimedGuard claims() {
    List<ClaimedTpm.Key> keys =
        endorsementKeys().stream()
            .map(each -> new ClaimedTpm.Key(each.publicArea(), each.certificate()))
            .toList();
    return new ClaimedGuard(
        new ClaimedTpm(keys, asked(tpm::attestationKey)),
        key.get().publicArea(),
        appends.incremented(),
        openings.incremented());
  }

  private List<EndorsementKey> endorsementKeys() {
    if (endorsementKeys.isEmpty()) {
      List<EndorsementKey> found = new ArrayList<>();
      for (EkTemplate template : EkTemplate.values()) {
        try {
          found.add(tpm.endorsementKey(template));
        } catch (TrustException e) {
          if (e.fault() != TrustFault.TPM_REFUSED) {
            throw silent(e);
          }
          LOG.info("The store's TPM has no endorsement key of the template {}", template, e);
        }
      }
      endorsementKeys = List.copyOf(found);
    }
    return endorsementKeys;
  }

  /**
   * Answers a question.
   *
   * @param number of the endorsement key that the credential is for, as in {@link #claims}
   * @throws StoreException REQUEST_INVALID, if there is no such key, or if the TPM does not open
   *     the credential; SIGNER_SILENT
   */
  public GuardAnswer prove(GuardNonce nonce, int number, EncryptedCredential credential) {
    Octets opened = opened(nonce, template(number), credential);
    Octets bound = nonce.qualifyingData();
    return asked(
        () ->
            new GuardAnswer(
                opened,
                tpm.certify(key.get(), bound),
                tpm.certifyCounter(appends, bound),
                tpm.certifyCounter(openings, bound)));
  }

  private EkTemplate template(int number) {
    List<EndorsementKey> keys = endorsementKeys();
    if (number < 0 || number >= keys.size()) {
      throw refused("there is no endorsement key of that number", null);
    }
    return keys.get(number).template();
  }

  private Octets opened(GuardNonce nonce, EkTemplate template, EncryptedCredential credential) {
    byte[] secret;
    try {
      secret = tpm.activateCredential(template, credential);
    } catch (TrustException e) {
      throw switch (e.fault()) {
        case TPM_UNREACHABLE, TPM_FULL, TPM_LOCKED_OUT, TPM_KEY_CHANGED -> silent(e);
        default -> refused("the store's TPM cannot open it", e);
      };
    }
    if (secret.length == 0) {
      throw refused("there is nothing in it", null);
    }
    Octets opened = nonce.opened(secret);
    Arrays.fill(secret, (byte) 0);
    return opened;
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (TrustException e) {
      throw silent(e);
    }
  }

  private static StoreException silent(TrustException e) {
    return new StoreException(
        StoreFault.SIGNER_SILENT,
        "The store's TPM proves nothing now; try again, or tell the store's administrator",
        e);
  }

  private static StoreException refused(String why, TrustException cause) {
    return StoreException.about(
        "Credential", StoreFault.REQUEST_INVALID, "Credential: " + why, cause);
  }
}
