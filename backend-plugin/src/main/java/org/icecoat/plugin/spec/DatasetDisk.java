package org.icecoat.plugin.spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.icecoat.domain.node.DatasetName;

/** A dataset as a read-only disk image (raw). */
public record DatasetDisk(DatasetName name, Path file) {
  /** A virtio disk's serial has at most 20 bytes (VIRTIO 1.1 section 5.2.6, GET_ID). */
  private static final int SERIAL_LENGTH = 20;

  /** By which the guest finds the disk: the name, or if that is too long a digest of it. */
  public String serial() {
    String value = name.value();
    return value.length() <= SERIAL_LENGTH ? value : "ds" + digest(value);
  }

  private static String digest(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SERIAL_LENGTH - 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
