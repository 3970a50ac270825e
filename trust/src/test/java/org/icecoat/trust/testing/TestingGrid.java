package org.icecoat.trust.testing;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.util.IPAddress;

/**
 * A grid with one trusted CA. Its users are {@code CN=<name>,O=Testing Grid,C=XX}; everything is
 * valid from yesterday for ten years, proxies for twelve hours.
 */
public final class TestingGrid {
  /** The subjects that the CA may sign. */
  public static final String NAMESPACE = "/C=XX/O=Testing Grid/*";

  private static final String CA = "C=XX,O=Testing Grid,CN=Testing CA";

  private final Path certificates;
  private final Clock clock;
  private final TestingAuthority authority;

  private TestingGrid(Path certificates, Clock clock) {
    this.certificates = certificates;
    this.clock = clock;
    this.authority = new TestingAuthority(CA, clock);
  }

  /** Makes the CA and its directory of trusted CAs, {@code certificates} in the folder. */
  public static TestingGrid create(Path folder, Clock clock) {
    TestingGrid grid = new TestingGrid(folder.resolve("certificates"), clock);
    grid.authority.publish(grid.certificates, NAMESPACE);
    return grid;
  }

  /** The directory of trusted CAs. */
  public Path certificates() {
    return certificates;
  }

  public TestingAuthority authority() {
    return authority;
  }

  /** Another CA, which nobody trusts until it is published. */
  public TestingAuthority otherAuthority(String name) {
    return new TestingAuthority(name, clock);
  }

  /** A person with a P-256 key, which is made at once; some old tools want RSA. */
  public TestingCredential user(String commonName) {
    return user(commonName, TestingKeys.p256());
  }

  public TestingCredential user(String commonName, KeyPair keys) {
    return authority.issue(userRequest(commonName, keys), keys);
  }

  /** A person's certificate to be changed before the CA signs it. */
  public TestingCertificate userRequest(String commonName, KeyPair keys) {
    return request(name(commonName), keys, KeyPurposeId.id_kp_clientAuth);
  }

  /**
   * A host with a P-256 key that serves and calls.
   *
   * @param names DNS names and literal addresses by which it is called
   */
  public TestingCredential host(String commonName, String... names) {
    return host(TestingKeys.p256(), commonName, names);
  }

  /** As the other, with a key that is given. */
  public TestingCredential host(KeyPair keys, String commonName, String... names) {
    TestingCertificate request =
        request(
                name(commonName),
                keys,
                KeyPurposeId.id_kp_serverAuth,
                KeyPurposeId.id_kp_clientAuth)
            .extension(Extension.subjectAlternativeName, false, alternativeNames(names));
    return authority.issue(request, keys);
  }

  /** Revokes the certificate and publishes the list. */
  public void revoke(X509Certificate certificate) {
    authority.revoke(certificate);
    authority.publishCrl(certificates);
  }

  /** {@code C=XX,O=Testing Grid,CN=<commonName>}, as certificates order it. */
  public static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "XX")
        .addRDN(BCStyle.O, "Testing Grid")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  /**
   * A certificate of an end entity, to be changed before a CA signs it.
   *
   * @param purposes what it may be used for; if there is none, it does not say
   */
  public TestingCertificate request(X500Name name, KeyPair keys, KeyPurposeId... purposes) {
    TestingCertificate request =
        authority
            .certificate(name, keys)
            .extension(Extension.basicConstraints, true, new BasicConstraints(false))
            .extension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    return purposes.length == 0
        ? request
        : request.extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  private static GeneralNames alternativeNames(String... names) {
    return new GeneralNames(
        Arrays.stream(names)
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }
}
