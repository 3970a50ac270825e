package org.icecoat.wsrf.pki;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Keys of a server whose certificate is renewed while it runs; counts how often it is chosen. */
public final class TestingRenewableKeys extends X509ExtendedKeyManager {
  private final AtomicInteger choices = new AtomicInteger();
  private volatile TestingIdentity current;

  public TestingRenewableKeys(TestingIdentity first) {
    current = first;
  }

  public void renew(TestingIdentity next) {
    current = next;
  }

  public int choices() {
    return choices.get();
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    choices.incrementAndGet();
    return current.key().getAlgorithm().equals(keyType) ? "current" : null;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return current.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return current.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {"current"};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    throw new UnsupportedOperationException("These are a server's");
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    throw new UnsupportedOperationException("These are a server's");
  }
}
