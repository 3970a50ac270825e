package org.icecoat.factory.soap;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/**
 * Trusts a host only if its certificate has the DN of an enrolled node, beside all that the CAs and
 * the host's name demand.
 */
final class EnrolledHosts extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager hosts;
  private final Set<Dn> enrolled = ConcurrentHashMap.newKeySet();
  private final Map<Dn, Sha256> keys = new ConcurrentHashMap<>();

  EnrolledHosts(X509ExtendedTrustManager hosts) {
    this.hosts = hosts;
  }

  void expect(Dn dn) {
    enrolled.add(dn);
  }

  /** SHA-256 of the public key by which the host proved itself last; empty if it never has. */
  Optional<Sha256> key(Dn dn) {
    return Optional.ofNullable(keys.get(dn));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    hosts.checkServerTrusted(chain, type, engine);
    requireEnrolled(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    hosts.checkServerTrusted(chain, type, socket);
    requireEnrolled(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    hosts.checkServerTrusted(chain, type);
    requireEnrolled(chain[0]);
  }

  private void requireEnrolled(X509Certificate host) throws CertificateException {
    Dn dn = Dn.of(host.getSubjectX500Principal());
    if (!enrolled.contains(dn)) {
      throw new CertificateException("The host " + dn + " is not an enrolled node");
    }
    Octets key = Octets.of(host.getPublicKey().getEncoded());
    keys.put(dn, Sha256.of(HashAlgorithm.SHA256.hash(key).bytes()));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    hosts.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    hosts.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    hosts.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return hosts.getAcceptedIssuers();
  }
}
