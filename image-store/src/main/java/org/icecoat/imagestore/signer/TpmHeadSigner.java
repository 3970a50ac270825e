package org.icecoat.imagestore.signer;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.tpm.AuthValue;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.NvCounter;
import org.icecoat.trust.tpm.Tpm;

/**
 * A key that cannot leave the TPM and two of its NV counters: of appends, and at the index after it
 * of openings. The folder keeps the key in the form that this TPM alone can use, and what the
 * counters ask of their users.
 */
public final class TpmHeadSigner implements HeadSigner {
  private static final String KEY = "log-key.tpm";
  private static final String AUTH = "log-counter.auth";

  private final Tpm tpm;
  private final KeyFolder folder;
  private final NvCounter counter;
  private final NvCounter openings;
  private final LogGuard guard;
  private volatile Loadable own;

  private record Loadable(LoadableObject object, LogKey key) {
    static Loadable in(KeyFolder folder) {
      LoadableObject object = LoadableObject.parse(Octets.of(folder.read(KEY).orElseThrow()));
      return new Loadable(object, LogKey.of(object.publicArea().publicKey()));
    }
  }

  private TpmHeadSigner(Tpm tpm, KeyFolder folder, int counterIndex) {
    AuthValue auth = AuthValue.of(folder.read(AUTH).orElseThrow());
    this.tpm = tpm;
    this.folder = folder;
    this.counter = new NvCounter(counterIndex, auth);
    this.openings = new NvCounter(counterIndex + 1, auth);
    this.own = Loadable.in(folder);
    this.guard = new LogGuard(tpm, () -> own.object(), counter, openings);
  }

  /**
   * Opens the key of that folder, which is made with it if there is none.
   *
   * @param tpm is closed with the signer
   * @param counterIndex NV index of the counter of appends; the next one counts openings
   */
  public static TpmHeadSigner open(Tpm tpm, Path path, int counterIndex, SecureRandom random) {
    KeyFolder folder = KeyFolder.open(path);
    return answered(
        () -> {
          if (folder.read(AUTH).isEmpty()) {
            folder.write(AUTH, AuthValue.fresh(random).reveal());
          }
          if (folder.read(KEY).isEmpty()) {
            folder.write(KEY, tpm.createSigningKey().wire().bytes());
          }
          return new TpmHeadSigner(tpm, folder, counterIndex);
        });
  }

  @Override
  public LogKey key() {
    return own.key();
  }

  @Override
  public void renewKey() {
    own =
        answered(
            () -> {
              folder.write(KEY, tpm.createSigningKey().wire().bytes());
              return Loadable.in(folder);
            });
  }

  @Override
  public TreeHead.Protection protection() {
    return TreeHead.Protection.TPM;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    return answered(() -> tpm.sign(own.object(), Octets.of(digest(bytes))).bytes());
  }

  @Override
  public OptionalLong counter() {
    return value(counter);
  }

  @Override
  public long raise() {
    return raised(counter);
  }

  @Override
  public OptionalLong openings() {
    return value(openings);
  }

  @Override
  public long countOpening() {
    return raised(openings);
  }

  @Override
  public Optional<LogGuard> guard() {
    return Optional.of(guard);
  }

  private OptionalLong value(NvCounter which) {
    return answered(
        () -> {
          try {
            return OptionalLong.of(tpm.readCounter(which));
          } catch (TrustException e) {
            if (e.fault() == TrustFault.TPM_ABSENT) {
              return OptionalLong.empty();
            }
            throw e;
          }
        });
  }

  private long raised(NvCounter which) {
    return answered(
        () -> {
          tpm.defineCounter(which);
          return tpm.incrementCounter(which);
        });
  }

  @Override
  public void close() {
    tpm.close();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (TrustException e) {
      throw failed(e);
    } catch (IllegalArgumentException e) {
      throw replaced(e);
    }
  }

  private static StoreException failed(TrustException e) {
    return switch (e.fault()) {
      case TPM_INTEGRITY, TPM_KEY_CHANGED, TPM_AUTHORIZATION, STRUCTURE_MALFORMED, LOG_MALFORMED ->
          replaced(e);
      default ->
          new StoreException(
              StoreFault.SIGNER_SILENT,
              "The store's TPM does not answer; try again, or tell its administrator",
              e);
    };
  }

  private static StoreException replaced(RuntimeException cause) {
    return new StoreException(
        StoreFault.SIGNER_REPLACED,
        "The log's key or counter is not of the TPM that this store has now",
        cause);
  }
}
