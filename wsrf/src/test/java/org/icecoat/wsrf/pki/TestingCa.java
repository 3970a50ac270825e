package org.icecoat.wsrf.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small CA that lives as long as a test. */
public final class TestingCa {
  private final AtomicLong serial = new AtomicLong(1);
  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  public TestingCa(String commonName) throws Exception {
    name = new X500Name("CN=" + commonName);
    keys = newKeys();
    X509v3CertificateBuilder builder = builder(name, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    certificate = sign(builder);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for a person or host; names are DNS names, or addresses as digits and dots. */
  public TestingIdentity issue(String subject, String... names) throws Exception {
    return issue(newKeys(), subject, names);
  }

  /** The same for a key that is there already. */
  public TestingIdentity issue(KeyPair pair, String subject, String... names) throws Exception {
    X509v3CertificateBuilder builder = builder(new X500Name(subject), pair);
    if (names.length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, alternative(List.of(names)));
    }
    PrivateKey key = pair.getPrivate();
    return new TestingIdentity(key, List.of(sign(builder)), List.of(certificate));
  }

  private static GeneralNames alternative(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(n -> new GeneralName(n.matches("[0-9.]+") ? 7 : 2, n))
            .toArray(GeneralName[]::new));
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) throws CertIOException {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        name,
        BigInteger.valueOf(serial.getAndIncrement()),
        Date.from(now.minus(1, ChronoUnit.HOURS)),
        Date.from(now.plus(1, ChronoUnit.DAYS)),
        subject,
        pair.getPublic());
  }

  private X509Certificate sign(X509v3CertificateBuilder builder)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}
