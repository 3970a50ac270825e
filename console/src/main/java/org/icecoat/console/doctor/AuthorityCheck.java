package org.icecoat.console.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;

/** The directory of CAs: certificates by hash, signing policies, revocation lists. */
final class AuthorityCheck implements Check {
  private static final String NAME = "ca-directory";
  private static final String FETCH = "Run fetch-crl, or get the CA's current files";

  private final Session session;

  AuthorityCheck(Session session) {
    this.session = session;
  }

  @Override
  public List<Finding> findings() {
    try {
      return directory(session.settings().caDirectory());
    } catch (ConsoleException e) {
      return List.of();
    }
  }

  private List<Finding> directory(Path directory) {
    List<Finding> findings = new ArrayList<>();
    try (DirectoryStream<Path> certificates = Files.newDirectoryStream(directory, "*.[0-9]")) {
      TreeSet<Path> sorted = new TreeSet<>();
      certificates.forEach(sorted::add);
      findings.add(
          sorted.isEmpty()
              ? Finding.fail(
                  NAME, directory + " holds no CA (HASH.0)", "Install your grid's CAs there")
              : Finding.ok(NAME, directory + " holds " + sorted.size() + " CAs"));
      sorted.forEach(certificate -> findings.addAll(authority(certificate)));
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              NAME,
              directory + " cannot be read",
              "Install your grid's CAs there, or set --ca-directory or X509_CERT_DIR"));
    }
    return findings;
  }

  private List<Finding> authority(Path certificate) {
    String file = certificate.getFileName().toString();
    String hash = file.substring(0, file.length() - 2);
    List<Finding> findings = new ArrayList<>();
    validity(certificate, hash).ifPresent(findings::add);
    boolean policy =
        Files.exists(certificate.resolveSibling(hash + ".signing_policy"))
            || Files.exists(certificate.resolveSibling(hash + ".namespaces"));
    if (!policy) {
      findings.add(
          Finding.fail(
              "ca-" + hash,
              "No signing policy: nothing that it signs is trusted",
              "Install " + hash + ".signing_policy beside it"));
    }
    Path crl = certificate.resolveSibling(hash + ".r" + file.charAt(file.length() - 1));
    findings.add(crl(crl, "crl-" + hash));
    return findings;
  }

  private Optional<Finding> validity(Path file, String hash) {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      Instant end = certificate.getNotAfter().toInstant();
      return end.isAfter(now())
          ? Optional.empty()
          : Optional.of(
              Finding.fail(
                  "ca-" + hash,
                  certificate.getSubjectX500Principal() + " ended " + session.moments().full(end),
                  "Install the CA's new certificate"));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of(
          Finding.fail("ca-" + hash, file + " is no certificate", "Install it anew"));
    }
  }

  private Finding crl(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      String age = session.moments().ago(crl.getThisUpdate().toInstant());
      if (crl.getNextUpdate() == null) {
        return Finding.ok(name, "made " + age);
      }
      Instant next = crl.getNextUpdate().toInstant();
      String detail = "made " + age + ", next by " + session.moments().end(next);
      return next.isAfter(now())
          ? Finding.ok(name, detail)
          : Finding.fail(name, detail + ": out of date", FETCH);
    } catch (IOException | GeneralSecurityException e) {
      return Finding.fail(name, file + " is missing or no revocation list", FETCH);
    }
  }

  private Instant now() {
    return session.surroundings().times().clock().instant();
  }
}
