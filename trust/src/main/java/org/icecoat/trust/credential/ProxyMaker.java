package org.icecoat.trust.credential;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * Makes RFC 3820 proxies over fresh keys. Written with BouncyCastle: canl takes the signature
 * algorithm from the issuer's certificate, and so fails where its CA has another kind of key.
 */
public final class ProxyMaker {
  private static final ASN1ObjectIdentifier PROXY_CERT_INFO =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
  private static final ASN1ObjectIdentifier INHERIT_ALL =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1");
  private static final ASN1ObjectIdentifier LIMITED =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.3536.1.1.1.9");
  private static final int SERIAL_BITS = 63;
  private static final int RSA_BITS = 2048;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final Clock clock;
  private final SecureRandom random;

  public ProxyMaker(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * A proxy of the credential, which may be a proxy itself; one of a limited proxy is limited too.
   * It begins five minutes ago, for clocks that go slow, and never outlives its issuer.
   *
   * @throws TrustException PROXY_IMPOSSIBLE, if the issuer has ended, or may not sign
   */
  public PemCredential make(PemCredential issuer, ProxyRequest request) {
    Instant now = clock.instant();
    requireAble(issuer, now);
    KeyPair keys = keys(request.key());
    X509Certificate leaf = signed(issuer, keys, request, now);
    List<X509Certificate> chain = new ArrayList<>(issuer.chain().certificates());
    chain.add(0, leaf);
    return new PemCredential(ProxyChain.of(chain), keys.getPrivate());
  }

  private static void requireAble(PemCredential issuer, Instant now) {
    requireValid(issuer.chain().leastNotAfter(), now);
    boolean[] usage = issuer.leaf().getKeyUsage();
    boolean authority = issuer.leaf().getBasicConstraints() >= 0;
    if (authority || (usage != null && !usage[0])) {
      throw new TrustException(
          TrustFault.PROXY_IMPOSSIBLE,
          "That certificate may not make proxies, as it is a CA's or not for digital signatures:"
              + " use your grid certificate");
    }
    boolean mixed = issuer.chain().proxies().stream().anyMatch(kind -> kind != ProxyKind.RFC3820);
    if (mixed || !ProxyChain.allowsProxies(issuer.leaf())) {
      throw new TrustException(
          TrustFault.PROXY_IMPOSSIBLE,
          "That proxy is of an old kind, or does not allow proxies of itself: make one from your"
              + " grid certificate");
    }
  }

  private static void requireValid(Instant end, Instant now) {
    if (!now.isBefore(end)) {
      throw new TrustException(
          TrustFault.PROXY_IMPOSSIBLE,
          "Your certificate (or proxy) ended at " + end + ": renew it first");
    }
  }

  private X509Certificate signed(
      PemCredential issuer, KeyPair keys, ProxyRequest request, Instant now) {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    X500Name owner = X500Name.getInstance(issuer.leaf().getSubjectX500Principal().getEncoded());
    boolean limited = request.limited() || issuer.chain().limited();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              owner,
              serial,
              Date.from(begin(issuer, now)),
              Date.from(end(issuer, now.plus(request.lifetime()))),
              named(owner, serial),
              keys.getPublic());
      describe(builder, limited);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(algorithm(issuer.key())).build(issuer.key())));
    } catch (CertIOException | CertificateException | OperatorCreationException e) {
      throw new TrustException(
          TrustFault.PROXY_IMPOSSIBLE, "The key of that certificate cannot sign a proxy", e);
    }
  }

  private static void describe(X509v3CertificateBuilder builder, boolean limited)
      throws CertIOException {
    DERSequence policy = new DERSequence(limited ? LIMITED : INHERIT_ALL);
    builder.addExtension(PROXY_CERT_INFO, true, new DERSequence(policy));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
  }

  private static Instant begin(PemCredential issuer, Instant now) {
    Instant skewed = now.minus(CLOCK_SKEW);
    Instant parent = issuer.leaf().getNotBefore().toInstant();
    return skewed.isBefore(parent) ? parent : skewed;
  }

  private static Instant end(PemCredential issuer, Instant wanted) {
    return Stream.of(wanted, issuer.chain().leastNotAfter())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** RFC 3820 section 3.4: the issuer's name and one more common name. */
  private static X500Name named(X500Name owner, BigInteger serial) {
    RDN[] names = owner.getRDNs();
    RDN[] longer = Arrays.copyOf(names, names.length + 1);
    longer[names.length] = new RDN(BCStyle.CN, new DERPrintableString(serial.toString()));
    return new X500Name(longer);
  }

  private static String algorithm(PrivateKey key) {
    return key.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }

  private KeyPair keys(ProxyRequest.KeyKind kind) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(kind == ProxyRequest.KeyKind.P_256 ? "EC" : "RSA");
      if (kind == ProxyRequest.KeyKind.P_256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      } else {
        generator.initialize(RSA_BITS, random);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has RSA and P-256 keys", e);
    }
  }
}
