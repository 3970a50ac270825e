package org.icecoat.trust.log.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.icecoat.domain.digest.Sha256;

/** RFC 9162 section 2.1.1: leaves and inner nodes are hashed unlike each other. */
public final class LogHashing {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private LogHashing() {}

  public static Sha256 empty() {
    return digest(sha256());
  }

  public static Sha256 leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    digest.update(entry);
    return digest(digest);
  }

  public static Sha256 node(Sha256 left, Sha256 right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes());
    digest.update(right.bytes());
    return digest(digest);
  }

  public static Sha256 plain(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    return digest(digest);
  }

  private static Sha256 digest(MessageDigest digest) {
    return Sha256.of(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
