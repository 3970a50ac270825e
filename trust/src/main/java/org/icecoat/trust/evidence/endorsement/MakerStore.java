package org.icecoat.trust.evidence.endorsement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * A site's store of makers: {@code hardware/} and {@code emulated/}, in each a folder a maker with
 * the certificates of its CAs (PEM or DER, {@code .pem}, {@code .crt}, {@code .cer}, {@code .der}).
 * Where the folder's name begins with manufacturer ids ({@code 53544D20-STMicro}, {@code
 * 49465800+49465820-Infineon}) the CAs certify for no other. What they have revoked lies beside
 * them: {@link MakerRevocations}.
 */
public final class MakerStore {
  private static final Pattern FOLDER =
      Pattern.compile("([0-9A-Fa-f]{8}(?:\\+[0-9A-Fa-f]{8})*)-(.+)");
  private static final Pattern CERTIFICATE = Pattern.compile(".*\\.(pem|crt|cer|der)");

  private MakerStore() {}

  /**
   * Reads the store.
   *
   * @throws TrustException TRUST_ANCHORS_UNREADABLE
   */
  public static List<Maker> read(Path folder) {
    List<Maker> makers = new ArrayList<>();
    for (TpmClass tpmClass : TpmClass.values()) {
      Path ofClass = folder.resolve(tpmClass.folder());
      if (Files.isDirectory(ofClass)) {
        list(ofClass).filter(Files::isDirectory).forEach(m -> makers.add(maker(m, tpmClass)));
      }
    }
    if (makers.isEmpty()) {
      throw new TrustException(
          TrustFault.TRUST_ANCHORS_UNREADABLE,
          "%s holds no maker of TPMs: put CAs in hardware/NAME or emulated/NAME".formatted(folder));
    }
    return makers;
  }

  private static Maker maker(Path folder, TpmClass tpmClass) {
    String name = folder.getFileName().toString();
    Matcher matcher = FOLDER.matcher(name);
    Set<Manufacturer> manufacturers =
        matcher.matches()
            ? Stream.of(matcher.group(1).split("\\+", -1))
                .map(Manufacturer::new)
                .collect(Collectors.toSet())
            : Set.of();
    Set<X509Certificate> authorities =
        list(folder)
            .filter(file -> CERTIFICATE.matcher(file.getFileName().toString()).matches())
            .flatMap(file -> certificates(file).stream())
            .collect(Collectors.toSet());
    try {
      return new Maker(name, tpmClass, manufacturers, authorities);
    } catch (IllegalArgumentException e) {
      throw unreadable(folder, e);
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | CertificateException e) {
      throw unreadable(file, e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new TreeSet<>(files.toList()).stream();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static TrustException unreadable(Path path, Exception cause) {
    return new TrustException(
        TrustFault.TRUST_ANCHORS_UNREADABLE,
        "%s: CAs of TPM makers cannot be read from it: %s".formatted(path, cause.getMessage()),
        cause);
  }
}
