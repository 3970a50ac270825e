package org.icecoat.imagestore.signer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.OptionalLong;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;

/** A key and a counter in files. It protects nothing from who can write them, and says so. */
public final class FileHeadSigner implements HeadSigner {
  private static final String PUBLIC = "log-key.public";
  private static final String PRIVATE = "log-key.private";
  private static final String COUNTER = "log-counter";
  private static final String OPENINGS = "log-openings";

  private final KeyFolder folder;
  private volatile Pair pair;

  private record Pair(LogKey key, PrivateKey secret) {}

  private FileHeadSigner(KeyFolder folder, Pair pair) {
    this.folder = folder;
    this.pair = pair;
  }

  /** Opens the key of that folder, which is made with it if there is none. */
  public static FileHeadSigner open(Path path) {
    KeyFolder folder = KeyFolder.open(path);
    try {
      if (folder.read(PUBLIC).isEmpty()) {
        create(folder);
      }
      return new FileHeadSigner(folder, pair(folder));
    } catch (GeneralSecurityException | TrustException e) {
      throw unusable(e);
    }
  }

  private static Pair pair(KeyFolder folder) throws GeneralSecurityException {
    LogKey key = LogKey.decode(folder.read(PUBLIC).orElseThrow());
    byte[] secret = folder.read(PRIVATE).orElseThrow(() -> unusable(null));
    return new Pair(
        key, KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret)));
  }

  /** The public key comes last: while it is missing, the key has never been used. */
  private static void create(KeyFolder folder) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    folder.write(PRIVATE, pair.getPrivate().getEncoded());
    folder.write(PUBLIC, LogKey.of(pair.getPublic()).encoded());
  }

  @Override
  public LogKey key() {
    return pair.key();
  }

  @Override
  public void renewKey() {
    try {
      create(folder);
      pair = pair(folder);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public TreeHead.Protection protection() {
    return TreeHead.Protection.NONE;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.secret());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public OptionalLong counter() {
    return value(COUNTER);
  }

  @Override
  public long raise() {
    return raised(COUNTER);
  }

  @Override
  public OptionalLong openings() {
    return value(OPENINGS);
  }

  @Override
  public long countOpening() {
    return raised(OPENINGS);
  }

  private OptionalLong value(String file) {
    try {
      return folder
          .read(file)
          .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)))
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    } catch (NumberFormatException e) {
      throw unusable(e);
    }
  }

  private long raised(String file) {
    long next = value(file).orElse(0) + 1;
    folder.write(file, Long.toString(next).getBytes(StandardCharsets.US_ASCII));
    return next;
  }

  @Override
  public void close() {}

  private static StoreException unusable(Exception cause) {
    return new StoreException(
        StoreFault.SIGNER_REPLACED,
        "The log's key or counter cannot be used as it is; restore its folder from a copy",
        cause);
  }
}
