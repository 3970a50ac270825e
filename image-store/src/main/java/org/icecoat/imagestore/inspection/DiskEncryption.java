package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.inspection.LimitedProgram.Outcome;
import org.icecoat.trust.secret.DiskKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an encrypted copy of a disk, qcow2 with LUKS, and tries keys of such disks. The key goes to
 * qemu-img through a pipe, so it is in no file and on no command line.
 */
public final class DiskEncryption {
  private static final Logger LOG = LoggerFactory.getLogger(DiskEncryption.class);

  /**
   * A random key of 256 bits needs no stretching, which guests would wait for. QEMU 7.2 measures
   * how fast it derives keys all the same, and fails now and then, since the kernel's clock of
   * processor time ticks too slowly: often with SHA-256, seldom with this one on a busy machine.
   */
  private static final String OPTIONS =
      "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=1,encrypt.hash-alg=sha512";

  private static final String SECRET = "secret,id=key,format=raw,file=/dev/stdin";
  private static final int SECTOR = 512;
  private static final int MOST_TRIES = 3;

  private final LimitedProgram program;
  private final long largest;

  /**
   * What encrypts by that program.
   *
   * @param largest file that it may write, in bytes
   */
  public DiskEncryption(LimitedProgram program, long largest) {
    this.program = program;
    this.largest = largest;
  }

  /**
   * Writes the copy.
   *
   * @param clear a disk that was inspected
   * @param format QCOW2 or RAW
   * @throws StoreException STORE_BROKEN if it does not come about
   * @throws IOException if the program cannot be started
   */
  public void encrypt(Path clear, ImageFormat format, Path copy, DiskKey key) throws IOException {
    byte[] passphrase = key.passphrase();
    try {
      Outcome outcome = convert(clear, format, copy, passphrase);
      for (int tries = 1; outcome.exitStatus() != 0 && tries < MOST_TRIES; tries++) {
        LOG.info("An image is encrypted once more: qemu-img ended with {}", outcome.exitStatus());
        outcome = convert(clear, format, copy, passphrase);
      }
      requireDone(outcome);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private Outcome convert(Path clear, ImageFormat format, Path copy, byte[] passphrase)
      throws IOException {
    return program.run(
        passphrase,
        largest,
        List.of(
            "convert",
            "--object",
            SECRET,
            "-f",
            format == ImageFormat.RAW ? "raw" : "qcow2",
            "-O",
            "qcow2",
            "-o",
            OPTIONS,
            clear.toAbsolutePath().toString(),
            copy.toAbsolutePath().toString()));
  }

  /**
   * Whether the key opens that disk.
   *
   * @param disk only its headers are read
   * @throws IOException if the program cannot be started
   */
  public boolean opens(Path disk, DiskKey key) throws IOException {
    byte[] passphrase = key.passphrase();
    try {
      Outcome outcome =
          program.run(
              passphrase,
              0,
              List.of(
                  "map",
                  "--object",
                  SECRET,
                  "--image-opts",
                  "--output=json",
                  "--max-length=" + SECTOR,
                  "driver=qcow2,encrypt.format=luks,encrypt.key-secret=key,file.driver=file,"
                      + "file.filename="
                      + disk.toAbsolutePath().toString().replace(",", ",,")));
      return outcome.exitStatus() == 0;
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static void requireDone(Outcome outcome) {
    if (outcome.exitStatus() != 0) {
      throw new StoreException(
          StoreFault.STORE_BROKEN,
          "The store could not encrypt the image (qemu-img ended with %d): is its disk full, or is"
                  .formatted(outcome.exitStatus())
              + " the image larger than the store takes?");
    }
  }
}
