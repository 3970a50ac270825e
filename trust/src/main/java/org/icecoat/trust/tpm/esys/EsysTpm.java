package org.icecoat.trust.tpm.esys;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.NvCounter;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;

/** The TPM through tpm2-tss. */
public final class EsysTpm implements Tpm {
  private final TpmSettings settings;
  private final TpmThread thread;
  private final AtomicReference<TpmName> trustedStorageKey;

  private EsysTpm(TpmSettings settings, TpmThread thread) {
    this.settings = settings;
    this.thread = thread;
    this.trustedStorageKey = new AtomicReference<>(settings.storageKey().orElse(null));
  }

  /**
   * Connects to the TPM.
   *
   * @param threads makes the one thread that talks with it
   * @throws TrustException TPM_UNREACHABLE, also if a library of tpm2-tss is not installed
   */
  public static EsysTpm open(TpmSettings settings, ThreadFactory threads) {
    settings.tcti().device().map(DeviceFile::new).ifPresent(DeviceFile::requireUsable);
    EsysTpm tpm =
        new EsysTpm(settings, new TpmThread(settings.tcti(), settings.patience(), threads));
    boolean answers = false;
    try {
      tpm.clock();
      answers = true;
      return tpm;
    } finally {
      if (!answers) {
        tpm.close();
      }
    }
  }

  @Override
  public EndorsementKey endorsementKey(EkTemplate template) {
    return thread.repeatable(tpm -> new EndorsementKeys(tpm).read(template));
  }

  @Override
  public PublicArea attestationKey() {
    return thread.repeatable(tpm -> attestationKey(tpm).publicArea());
  }

  @Override
  public PublicArea storageKey() {
    return thread.repeatable(tpm -> storageKey(tpm).publicArea());
  }

  @Override
  public SignedAttestation certifyStorageKey(Octets qualifyingData) {
    return statement(
        qualifyingData,
        (tpm, statements) -> statements.certify(storageKey(tpm).handle(), qualifyingData));
  }

  @Override
  public byte[] activateCredential(EkTemplate template, EncryptedCredential credential) {
    return thread.repeatable(
        tpm ->
            new EndorsementKeys(tpm).activate(template, attestationKey(tpm).handle(), credential));
  }

  @Override
  public PcrValues readPcrs(PcrSelection selection) {
    return thread.repeatable(tpm -> new Pcrs(tpm).read(notEmpty(selection)));
  }

  @Override
  public void extendPcr(PcrBank bank, int index, Octets digest) {
    if (digest.length() != bank.hash().length() || index < 0 || index >= PcrSelection.PCRS) {
      throw new IllegalArgumentException(
          "PCR %d of %s is not extended by %d bytes".formatted(index, bank, digest.length()));
    }
    change(tpm -> new Pcrs(tpm).extend(bank, index, digest));
  }

  @Override
  public SignedAttestation quote(PcrSelection selection, Octets qualifyingData) {
    return statement(
        qualifyingData, (tpm, statements) -> statements.quote(notEmpty(selection), qualifyingData));
  }

  @Override
  public ClockReading clock() {
    return thread.repeatable(EsysConnection::clock);
  }

  @Override
  public LoadableObject createSigningKey() {
    return thread.repeatable(tpm -> stored(tpm).create(Templates.signingKey(), new byte[0]));
  }

  @Override
  public Octets sign(LoadableObject key, Octets digest) {
    return thread.repeatable(
        tpm -> {
          try (LoadedHandle loaded = stored(tpm).load(key)) {
            return new SigningKeys(tpm).sign(loaded.tr(), digest);
          }
        });
  }

  @Override
  public SignedAttestation certify(LoadableObject key, Octets qualifyingData) {
    return statement(
        qualifyingData,
        (tpm, statements) -> {
          try (LoadedHandle loaded = stored(tpm).load(key)) {
            return statements.certify(loaded.tr(), qualifyingData);
          }
        });
  }

  @Override
  public LoadableObject seal(byte[] secret, PcrPolicy policy) {
    if (secret.length == 0 || secret.length > LONGEST_SECRET) {
      throw new IllegalArgumentException(
          "A sealed secret has 1 to %d bytes".formatted(LONGEST_SECRET));
    }
    return thread.repeatable(tpm -> stored(tpm).create(Templates.sealed(policy.digest()), secret));
  }

  @Override
  public LoadableObject importObject(ImportableObject wrapped) {
    return thread.repeatable(tpm -> stored(tpm).importObject(wrapped));
  }

  @Override
  public byte[] unseal(LoadableObject sealed, PcrSelection pcrs) {
    return thread.repeatable(tpm -> stored(tpm).unseal(sealed, notEmpty(pcrs)));
  }

  @Override
  public void defineCounter(NvCounter counter) {
    change(tpm -> new Counters(tpm).define(counter, storageKey(tpm).handle()));
  }

  @Override
  public void undefineCounter(NvCounter counter) {
    change(tpm -> new Counters(tpm).undefine(counter));
  }

  @Override
  public long incrementCounter(NvCounter counter) {
    return thread.once(tpm -> new Counters(tpm).increment(counter));
  }

  @Override
  public long readCounter(NvCounter counter) {
    return thread.repeatable(tpm -> new Counters(tpm).read(counter));
  }

  @Override
  public SignedAttestation certifyCounter(NvCounter counter, Octets qualifyingData) {
    return thread.repeatable(
        tpm ->
            new Counters(tpm)
                .certify(counter, attestationKey(tpm).handle(), fitting(qualifyingData)));
  }

  @Override
  public void close() {
    thread.close();
  }

  private void change(Consumer<EsysConnection> operation) {
    thread.once(
        tpm -> {
          operation.accept(tpm);
          return tpm;
        });
  }

  private interface Statement {
    SignedAttestation of(EsysConnection tpm, Statements statements);
  }

  private SignedAttestation statement(Octets qualifyingData, Statement statement) {
    fitting(qualifyingData);
    return thread.repeatable(
        tpm -> statement.of(tpm, new Statements(tpm, attestationKey(tpm).handle())));
  }

  private AttestationKey attestationKey(EsysConnection tpm) {
    return new AttestationKey(tpm, settings.attestationKey());
  }

  private StorageKey storageKey(EsysConnection tpm) {
    return new StorageKey(tpm, trustedStorageKey);
  }

  private StoredObjects stored(EsysConnection tpm) {
    return new StoredObjects(tpm, storageKey(tpm).handle());
  }

  private static PcrSelection notEmpty(PcrSelection selection) {
    if (selection.indexes().isEmpty()) {
      throw new IllegalArgumentException("No PCR is selected");
    }
    return selection;
  }

  private static Octets fitting(Octets qualifyingData) {
    if (qualifyingData.length() > LONGEST_QUALIFYING_DATA) {
      throw new IllegalArgumentException(
          "Qualifying data has at most %d bytes".formatted(LONGEST_QUALIFYING_DATA));
    }
    return qualifyingData;
  }
}
