package org.icecoat.imagestore.confidential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.secret.DiskKey;

/**
 * The key of an image and of which image it is, as the TPM seals the two together: who moves rows
 * of the database gives no image the key of another. Closing it wipes the key.
 *
 * @param image empty if it was sealed before the two went together
 */
record ImageKey(Optional<ImageId> image, DiskKey key) implements AutoCloseable {
  private static final byte[] HEADING = "icecoat-image-key-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = HEADING.length + Sha256.BYTES + DiskKey.BYTES;

  /** What is sealed (docs/images.md); wipe it after use. */
  static byte[] sealed(ImageId image, DiskKey key) {
    byte[] secret = key.reveal();
    try {
      return ByteBuffer.allocate(LENGTH)
          .put(HEADING)
          .put(image.digest().bytes())
          .put(secret)
          .array();
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Reads what was sealed; empty if that is no key of an image.
   *
   * @param sealed is wiped
   */
  static Optional<ImageKey> read(byte[] sealed) {
    try {
      if (sealed.length == DiskKey.BYTES) {
        return Optional.of(new ImageKey(Optional.empty(), DiskKey.taking(sealed)));
      }
      int id = HEADING.length;
      int key = id + Sha256.BYTES;
      boolean named =
          sealed.length == LENGTH && Arrays.equals(sealed, 0, id, HEADING, 0, HEADING.length);
      return named
          ? Optional.of(
              new ImageKey(
                  Optional.of(new ImageId(Sha256.of(Arrays.copyOfRange(sealed, id, key)))),
                  DiskKey.taking(Arrays.copyOfRange(sealed, key, LENGTH))))
          : Optional.empty();
    } finally {
      Arrays.fill(sealed, (byte) 0);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
