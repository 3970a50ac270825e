package org.icecoat.trust.testing;

import eu.emi.security.authn.x509.helpers.trust.OpensslTruststoreHelper;
import eu.emi.security.authn.x509.impl.OpensslNameUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA: its key, its certificate, what it revoked, and its files in a directory of trusted CAs. */
public final class TestingAuthority {
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final Duration EARLIER = Duration.ofDays(1);

  private final X500Name name;
  private final KeyPair keys = TestingKeys.rsa(2048);
  private final JcaX509ExtensionUtils extensions = extensionUtils();
  private final X509Certificate certificate;
  private final Clock clock;
  private final List<BigInteger> revoked = new ArrayList<>();

  TestingAuthority(String name, Clock clock) {
    this.name = new X500Name(name);
    this.clock = clock;
    this.certificate =
        certificate(this.name, keys)
            .extension(Extension.basicConstraints, true, new BasicConstraints(true))
            .extension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .signed(this.name, keys.getPrivate());
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A certificate to be filled in, valid from yesterday for ten years. */
  public TestingCertificate certificate(X500Name subject, KeyPair subjectKeys) {
    Instant now = clock.instant();
    return new TestingCertificate(
            subject, subjectKeys.getPublic(), now.minus(EARLIER), now.plus(YEARS))
        .extension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(subjectKeys.getPublic()))
        .extension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(keys.getPublic()));
  }

  /** Signs the certificate with this CA's key, which the certificate names. */
  public TestingCredential issue(TestingCertificate request, KeyPair subjectKeys) {
    X509Certificate signed =
        request
            .replaced(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(keys.getPublic()))
            .signed(name, keys.getPrivate());
    return new TestingCredential(List.of(signed), subjectKeys, clock);
  }

  /** Puts certificate, CRL and signing policy in the directory, named by OpenSSL's hash. */
  public void publish(Path directory, String... subjects) {
    TestingPem.write(file(directory, ".0"), certificate);
    publishSigningPolicy(directory, subjects);
    publishCrl(directory);
  }

  /** Lets this CA sign subjects such as {@code /C=XX/O=Testing Grid/*} and no others. */
  public void publishSigningPolicy(Path directory, String... subjects) {
    String text =
        """
        access_id_CA   X509    '%s'
        pos_rights     globus  CA:sign
        cond_subjects  globus  '"%s"'
        """
            .formatted(slashed(), String.join("\" \"", subjects));
    TestingPem.write(file(directory, ".signing_policy"), text);
  }

  /** Puts the list of revoked certificates in the directory, valid for ten years. */
  public void publishCrl(Path directory) {
    publishCrl(directory, clock.instant().plus(YEARS));
  }

  public void publishCrl(Path directory, Instant nextUpdate) {
    Instant thisUpdate = clock.instant().minus(EARLIER);
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    revoked.forEach(
        serial -> builder.addCRLEntry(serial, Date.from(thisUpdate), CRLReason.keyCompromise));
    try {
      X509CRLHolder crl =
          builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
      TestingPem.write(file(directory, ".r0"), crl);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("The revocation list cannot be signed", e);
    }
  }

  /** Revokes the certificate; it counts once the list is published. */
  public void revoke(X509Certificate unwanted) {
    revoked.add(unwanted.getSerialNumber());
  }

  /** Removes one of this CA's files, such as {@code .r0}. */
  public void withdraw(Path directory, String suffix) {
    try {
      Files.delete(file(directory, suffix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name with slashes, as signing policies and VOMS have it. */
  public String slashed() {
    return OpensslNameUtils.convertFromRfc2253(
        certificate.getSubjectX500Principal().getName(), false);
  }

  private static JcaX509ExtensionUtils extensionUtils() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  private Path file(Path directory, String suffix) {
    String hash =
        OpensslTruststoreHelper.getOpenSSLCAHash(certificate.getSubjectX500Principal(), true);
    return directory.resolve(hash + suffix);
  }
}
