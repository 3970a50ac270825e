package org.icecoat.trust.testing;

import eu.emi.security.authn.x509.impl.OpensslNameUtils;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A certificate chain, leaf first and without its CA, and the key of the leaf. */
public final class TestingCredential {
  private final List<X509Certificate> chain;
  private final KeyPair keys;
  private final Clock clock;

  TestingCredential(List<X509Certificate> chain, KeyPair keys, Clock clock) {
    this.chain = List.copyOf(chain);
    this.keys = keys;
    this.clock = clock;
  }

  public X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  public X509Certificate leaf() {
    return chain.get(0);
  }

  public KeyPair keys() {
    return keys;
  }

  public PrivateKey key() {
    return keys.getPrivate();
  }

  /** The leaf's name with slashes, as signing policies and VOMS have it. */
  public String slashed() {
    return OpensslNameUtils.convertFromRfc2253(leaf().getSubjectX500Principal().getName(), false);
  }

  /** A proxy of this credential, to be described and issued. */
  public TestingProxy proxy() {
    return new TestingProxy(this, clock);
  }

  /** The same chain and key with one more certificate in front, whose key is {@code leafKeys}. */
  TestingCredential extended(X509Certificate leaf, KeyPair leafKeys) {
    List<X509Certificate> longer = new ArrayList<>(chain);
    longer.add(0, leaf);
    return new TestingCredential(longer, leafKeys, clock);
  }

  /** This key with another chain, such as one in which something is missing. */
  public TestingCredential withChain(X509Certificate... other) {
    return new TestingCredential(List.of(other), keys, clock);
  }

  /** Writes the chain alone. */
  public Path writeCertificate(Path file) {
    return TestingPem.write(file, chain.toArray());
  }

  /** Writes the unencrypted key alone, readable by its owner. */
  public Path writeKey(Path file) {
    return TestingPem.write(file, keys.getPrivate());
  }

  /** Writes leaf, key and the rest of the chain, as proxy files have them. */
  public Path writeProxy(Path file) {
    List<Object> parts = new ArrayList<>(chain);
    parts.add(1, keys.getPrivate());
    return TestingPem.write(file, parts.toArray());
  }
}
