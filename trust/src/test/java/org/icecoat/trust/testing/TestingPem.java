package org.icecoat.trust.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Writes PEM files for their owner alone, in one step. */
final class TestingPem {
  private TestingPem() {}

  static Path write(Path file, Object... parts) {
    StringWriter text = new StringWriter();
    try {
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        for (Object part : parts) {
          writer.writeObject(writable(part));
        }
      }
      return write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Elliptic-curve keys go out as PKCS#8: the writer's traditional form loses the curve. */
  private static Object writable(Object part) throws IOException {
    return part instanceof ECPrivateKey key ? new JcaPKCS8Generator(key, null) : part;
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path stage =
          Files.createTempFile(
              file.getParent(),
              "stage",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(stage, text);
      return Files.move(stage, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
