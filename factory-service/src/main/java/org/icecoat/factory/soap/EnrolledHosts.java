package org.icecoat.factory.soap;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/**
 * Trusts a host only if its certificate has the DN of an enrolled node, beside all that the CAs and
 * the host's name demand; {@link #proven}, only if its key is the one by which the node has proved
 * itself, too.
 */
final class EnrolledHosts extends X509ExtendedTrustManager {
  private static final Sha256 NONE = Sha256.of(new byte[Sha256.BYTES]);

  private final X509ExtendedTrustManager hosts;
  private final Set<Dn> enrolled;
  private final Map<Dn, Sha256> keys;
  private final Function<Dn, Optional<Sha256>> demanded;

  EnrolledHosts(X509ExtendedTrustManager hosts) {
    this(hosts, ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>(), dn -> Optional.empty());
  }

  private EnrolledHosts(
      X509ExtendedTrustManager hosts,
      Set<Dn> enrolled,
      Map<Dn, Sha256> keys,
      Function<Dn, Optional<Sha256>> demanded) {
    this.hosts = hosts;
    this.enrolled = enrolled;
    this.keys = keys;
    this.demanded = demanded;
  }

  /**
   * The same hosts, each by no other key than that one.
   *
   * @param key SHA-256 of its SubjectPublicKeyInfo; a host for which it is empty is not trusted
   */
  EnrolledHosts proven(Function<Dn, Optional<Sha256>> key) {
    return new EnrolledHosts(hosts, enrolled, keys, dn -> Optional.of(key.apply(dn).orElse(NONE)));
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
    Octets encoded = Octets.of(host.getPublicKey().getEncoded());
    Sha256 key = Sha256.of(HashAlgorithm.SHA256.hash(encoded).bytes());
    keys.put(dn, key);
    if (demanded.apply(dn).filter(other -> !other.equals(key)).isPresent()) {
      throw new CertificateException("The host " + dn + " has not proved itself by this key");
    }
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
