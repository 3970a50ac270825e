package org.icecoat.domain.application;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import org.icecoat.domain.digest.Sha256;

/**
 * The client's code as one archive, whose form {@code docs/application.md} says: {@code run}, a
 * script, and {@code files/}, in the order of their paths. The same application gives the same
 * bytes.
 */
public final class ApplicationArchive {
  /** The most bytes of files that an application may have. */
  public static final long MOST_BYTES = 64L << 20;

  private static final String FILES = "files";
  private static final int LONGEST_NAME = 93;

  private final ApplicationSpec spec;
  private final Sha256 digest;
  private final long bytes;

  private ApplicationArchive(ApplicationSpec spec, Sha256 digest, long bytes) {
    this.spec = spec;
    this.digest = digest;
    this.bytes = bytes;
  }

  /**
   * Reads all files once to know the digest.
   *
   * @throws IllegalArgumentException if the application is too large or a name too long
   * @throws IOException if a file cannot be read
   */
  public static ApplicationArchive of(ApplicationSpec spec) throws IOException {
    if (spec.fileBytes() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The files of an application have more than 64 MiB together");
    }
    for (ApplicationFile file : spec.files()) {
      String path = file.path().value();
      if (path.length() - path.lastIndexOf('/') > LONGEST_NAME) {
        throw new IllegalArgumentException(
            "In an application, a file's name without its folders has at most 92 characters");
      }
    }
    MessageDigest sha256 = sha256();
    CountingStream counted = new CountingStream();
    write(spec, new DigestOutputStream(counted, sha256));
    return new ApplicationArchive(spec, Sha256.of(sha256.digest()), counted.count);
  }

  /** The SHA-256 digest of the archive's bytes. */
  public Sha256 digest() {
    return digest;
  }

  public long bytes() {
    return bytes;
  }

  public void writeTo(OutputStream out) throws IOException {
    write(spec, out);
  }

  private static void write(ApplicationSpec spec, OutputStream out) throws IOException {
    TarWriter tar = new TarWriter(out);
    byte[] run = RunScript.of(spec);
    tar.file("run", 0644, run.length, new ByteArrayInputStream(run));
    List<ApplicationFile> sorted =
        spec.files().stream().sorted(Comparator.comparing(ApplicationFile::path)).toList();
    for (ApplicationFile file : sorted) {
      try (InputStream content = file.content().open()) {
        tar.file(
            FILES + "/" + file.path(),
            file.executable() ? 0755 : 0644,
            file.content().bytes(),
            content);
      }
    }
    tar.finish();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static final class CountingStream extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      count += length;
    }
  }
}
