package org.icecoat.trust.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogTree;

/** A log with a key of its own, which signs whatever it is told, lies included. */
public final class TestingLog {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final KeyPair pair;
  private final LogTree tree = new LogTree();

  public TestingLog() {
    this(pair("secp256r1"));
  }

  public TestingLog(KeyPair pair) {
    this.pair = pair;
  }

  public static KeyPair pair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public LogKey key() {
    return LogKey.of(pair.getPublic());
  }

  public LogTree tree() {
    return tree;
  }

  /** Appends an entry and returns its position. */
  public long append(LogEntry entry) {
    tree.append(entry.leaf());
    return tree.size() - 1;
  }

  /** The head as it is now; the counter is twice the size. */
  public TreeHead head() {
    return head(tree.size(), tree.root(), 2 * tree.size());
  }

  public TreeHead head(long size, Sha256 root, long counter) {
    return new TreeHead(key().id(), size, root, NOW, counter, TreeHead.Protection.TPM);
  }

  public SignedTreeHead sign(TreeHead head) {
    return new SignedTreeHead(head, signature(head.signedBytes()));
  }

  public byte[] signature(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The signed head of now, without a proof of growth. */
  public ImageProof.Shown shown() {
    return new ImageProof.Shown(sign(head()), key(), Optional.empty());
  }

  /** The signed head of now, with the proof that it continues the log of that size. */
  public ImageProof.Shown shownSince(long size) {
    return new ImageProof.Shown(
        sign(head()), key(), Optional.of(tree.consistency(size, tree.size())));
  }

  public ImageProof.Logged logged(LogEntry entry, long position) {
    return new ImageProof.Logged(entry, tree.inclusion(position, tree.size()));
  }
}
