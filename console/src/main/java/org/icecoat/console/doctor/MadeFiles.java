package org.icecoat.console.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.configuration.Settings;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.PemCredential;

/** Files that say when they were made: a clock that is right is not before any of them. */
final class MadeFiles {
  private MadeFiles() {}

  /** One of them, and when it was made. */
  record Made(Path file, Instant when) {}

  /** The newest of the proxy and the revocation lists; what cannot be read says nothing. */
  static Optional<Made> newest(Settings settings) {
    List<Made> files = new ArrayList<>(lists(settings.caDirectory()));
    proxy(settings.proxy()).ifPresent(files::add);
    return files.stream().max(Comparator.comparing(Made::when));
  }

  private static Optional<Made> proxy(Path file) {
    try {
      PemCredential credential = PemCredential.read(file);
      return Optional.of(new Made(file, credential.leaf().getNotBefore().toInstant()));
    } catch (TrustException e) {
      return Optional.empty(); // the proxy's own check tells it
    }
  }

  private static List<Made> lists(Path directory) {
    List<Made> made = new ArrayList<>();
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(directory, "*.r[0-9]")) {
      lists.forEach(file -> list(file).ifPresent(made::add));
    } catch (IOException e) {
      return List.of(); // the CAs' own check tells it
    }
    return made;
  }

  private static Optional<Made> list(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      return Optional.of(new Made(file, list.getThisUpdate().toInstant()));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
