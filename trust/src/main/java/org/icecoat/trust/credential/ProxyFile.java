package org.icecoat.trust.credential;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** The file in which grid tools look for the user's proxy. */
public final class ProxyFile {
  private static final String VARIABLE = "X509_USER_PROXY";
  private static final String OWNER_ONLY = "rw-------";

  private ProxyFile() {}

  /** What {@code X509_USER_PROXY} in the environment names, or {@code /tmp/x509up_u<uid>}. */
  public static Path usual(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    return named != null && !named.isEmpty()
        ? Path.of(named)
        : Path.of("/tmp", "x509up_u" + PrivateFile.ownUid());
  }

  /**
   * Writes leaf, key and the rest of the chain, readable by the owner alone from its first byte on,
   * in one step: readers see the old file or the new one.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE, if the file cannot be written
   */
  public static void write(Path file, PemCredential credential) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path stage =
          Files.createTempFile(
              folder,
              ".x509up",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      try {
        Files.write(stage, encoded(credential));
        Files.move(stage, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(stage);
      }
    } catch (IOException e) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE,
          file + " cannot be written: look whether its folder exists and whose the file is",
          e);
    }
  }

  private static byte[] encoded(PemCredential credential) throws IOException {
    List<X509Certificate> chain = credential.chain().certificates();
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(chain.get(0));
      writer.writeObject(writable(credential.key()));
      for (X509Certificate parent : chain.subList(1, chain.size())) {
        writer.writeObject(parent);
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** RSA keys go out in the form that old tools want; others in PKCS#8, which names the curve. */
  private static Object writable(PrivateKey key) throws IOException {
    return key instanceof RSAPrivateKey ? key : new JcaPKCS8Generator(key, null);
  }
}
