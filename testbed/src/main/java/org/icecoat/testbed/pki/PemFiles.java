package org.icecoat.testbed.pki;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.icecoat.testbed.command.Folders;

/** Writes PEM files whole or not at all. */
final class PemFiles {
  private PemFiles() {}

  /** A certificate or a revocation list, readable by all. */
  static Path write(Path file, Object object) {
    return Folders.write(file, text(file, object));
  }

  /** PKCS#8, in a file that is never readable by anyone but its owner. */
  static Path writeKey(Path file, PrivateKey key) {
    Folders.make(file.toAbsolutePath().getParent());
    return Folders.io(
        "write the key",
        file,
        () -> {
          String text = text(file, new JcaPKCS8Generator(key, null));
          Path fresh = file.resolveSibling(file.getFileName() + ".new");
          Files.deleteIfExists(fresh);
          Files.createFile(
              fresh,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          Files.writeString(fresh, text);
          return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  private static String text(Path file, Object object) {
    return Folders.io(
        "write",
        file,
        () -> {
          StringWriter text = new StringWriter();
          try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
          }
          return text.toString();
        });
  }
}
