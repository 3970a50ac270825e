package org.icecoat.testbed.pki;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import org.icecoat.testbed.command.Folders;

/** One authority's files in the form that the IGTF distributes: named by the subject's hash. */
final class TrustFolder {
  private final Path folder;
  private final String hash;

  TrustFolder(Path folder, X509Certificate authority) {
    this.folder = folder;
    this.hash = SubjectHash.of(authority.getSubjectX500Principal());
  }

  /**
   * @param names the start of all subjects that the authority may sign, as {@code /DC=test/DC=grid}
   */
  void write(X509Certificate authority, String names) {
    String name = SlashName.of(authority.getSubjectX500Principal());
    PemFiles.write(file(".0"), authority);
    Folders.write(file(".signing_policy"), signingPolicy(name, names));
    Folders.write(file(".namespaces"), namespaces(name, names));
  }

  /** Replaces the list at once: a reader sees the old one or the new one. */
  void write(X509CRL revocations) {
    PemFiles.write(file(".r0"), revocations);
  }

  private Path file(String suffix) {
    return folder.resolve(hash + suffix);
  }

  private static String signingPolicy(String authority, String names) {
    return """
        access_id_CA   X509    '%s'
        pos_rights     globus  CA:sign
        cond_subjects  globus  '"%s/*"'
        """
        .formatted(authority, names);
  }

  private static String namespaces(String authority, String names) {
    return """
        TO Issuer "%s" \\
          PERMIT Subject "%s/.*"
        """
        .formatted(authority, names);
  }
}
