package org.icecoat.trust.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** A file that only its owner may read, and whose owner is this process's user or root. */
final class PrivateFile {
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final int MAXIMAL_BYTES = 1 << 20;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PrivateFile() {}

  /** The numeric id of the user whom this process runs as. */
  static int ownUid() {
    try {
      return uid(OWN_PROCESS);
    } catch (IOException e) {
      throw new IllegalStateException("The process cannot find out its own user", e);
    }
  }

  /**
   * Reads the file if nobody else can.
   *
   * @throws TrustException CREDENTIAL_EXPOSED or CREDENTIAL_UNREADABLE
   */
  static byte[] read(Path file) {
    try {
      requirePrivate(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return readPublic(file);
  }

  /**
   * Reads a file that may be public, such as one of certificates.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE
   */
  static byte[] readPublic(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAXIMAL_BYTES + 1);
      if (content.length > MAXIMAL_BYTES) {
        throw new TrustException(
            TrustFault.CREDENTIAL_UNREADABLE,
            file + " is far too long for a file of certificates and keys; name another file");
      }
      return content;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new TrustException(
          TrustFault.CREDENTIAL_EXPOSED,
          file + " holds a private key, so only its owner may read it: chmod 600 " + file);
    }
    int owner = uid(file);
    if (owner != 0 && owner != ownUid()) {
      throw new TrustException(
          TrustFault.CREDENTIAL_EXPOSED,
          "%s belongs to user %d, but must belong to you (user %d): make a new one, or chown it"
              .formatted(file, owner, ownUid()));
    }
  }

  private static int uid(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  private static TrustException unreadable(Path file, IOException cause) {
    return new TrustException(
        TrustFault.CREDENTIAL_UNREADABLE,
        file + " cannot be read: it does not exist, or its folder or its mode does not allow it",
        cause);
  }
}
