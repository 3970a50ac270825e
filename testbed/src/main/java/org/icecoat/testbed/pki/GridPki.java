package org.icecoat.testbed.pki;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.icecoat.testbed.command.Folders;

/**
 * A grid's certification authority for one run. All subjects begin with {@code /DC=test/DC=grid};
 * keys are RSA 2048, signatures SHA-256. Files: {@code certificates/} is the trust folder, {@code
 * ca/} has the authority's own certificate and key, {@code hosts/NAME/} and {@code users/NAME/}
 * those of the others.
 */
public final class GridPki {
  private final Path folder;
  private final Clock clock;
  private final Authority authority;
  private final TrustFolder trust;
  private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
  private long listNumber;

  private GridPki(Path folder, Clock clock, Authority authority) {
    this.folder = folder;
    this.clock = clock;
    this.authority = authority;
    this.trust = new TrustFolder(trustFolder(), authority.certificate());
  }

  /** Makes the authority "Grid CA" with an empty revocation list. */
  public static GridPki make(Path folder, Clock clock, SecureRandom random) {
    return make(folder, "Grid CA", clock, random);
  }

  /** Makes an authority of another name, such as one that the grid does not trust. */
  public static GridPki make(Path folder, String name, Clock clock, SecureRandom random) {
    Authority authority = new Authority(Subjects.of(name), Validity.year(clock.instant()), random);
    GridPki pki = new GridPki(folder.toAbsolutePath().normalize(), clock, authority);
    PemFiles.write(pki.authorityCertificate(), authority.certificate());
    PemFiles.writeKey(pki.folder.resolve("ca/cakey.pem"), authority.keys().getPrivate());
    pki.trust.write(authority.certificate(), Subjects.PREFIX);
    pki.writeRevocations();
    return pki;
  }

  /** The folder that services and clients trust: hash.0, hash.r0 and the policies. */
  public Path trustFolder() {
    return folder.resolve("certificates");
  }

  public Path authorityCertificate() {
    return folder.resolve("ca/cacert.pem");
  }

  /**
   * A certificate for a machine, as TLS server and client.
   *
   * @param name its first DNS name, which is its common name too
   * @param otherNames more DNS names
   * @param addresses its IP addresses
   */
  public Credential host(String name, List<String> otherNames, List<InetAddress> addresses) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, name));
    otherNames.forEach(other -> names.add(new GeneralName(GeneralName.dNSName, other)));
    addresses.forEach(
        address -> names.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress())));
    KeyPair keys = authority.newKeys();
    X509Certificate certificate = authority.host(Subjects.of(name), keys, year(), names);
    return write(folder.resolve("hosts").resolve(name), "host", keys, certificate);
  }

  /** A certificate for a person, valid for a year. */
  public Credential user(String commonName) {
    return user(commonName, year());
  }

  /** A certificate for a person with other times, such as one that has expired. */
  public Credential user(String commonName, Validity validity) {
    KeyPair keys = authority.newKeys();
    X509Certificate certificate = authority.user(Subjects.of(commonName), keys, validity);
    String name = commonName.toLowerCase(Locale.ROOT).replace(' ', '-');
    return write(folder.resolve("users").resolve(name), "user", keys, certificate);
  }

  /** Revokes a certificate of this authority and publishes the new list. */
  public synchronized void revoke(Credential credential) {
    revoked.put(credential.serial(), clock.instant());
    writeRevocations();
  }

  private synchronized void writeRevocations() {
    listNumber++;
    trust.write(authority.revocations(listNumber, clock.instant(), revoked));
  }

  private Validity year() {
    return Validity.year(clock.instant());
  }

  private static Credential write(
      Path folder, String kind, KeyPair keys, X509Certificate certificate) {
    Folders.make(folder);
    return new Credential(
        certificate.getSubjectX500Principal(),
        certificate.getSerialNumber(),
        PemFiles.write(folder.resolve(kind + "cert.pem"), certificate),
        PemFiles.writeKey(folder.resolve(kind + "key.pem"), keys.getPrivate()));
  }
}
