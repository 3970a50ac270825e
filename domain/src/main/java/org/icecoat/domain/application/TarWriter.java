package org.icecoat.domain.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes an uncompressed archive in the ustar format (IEEE 1003.1, pax, "ustar Interchange
 * Format"). Times, owners and groups are zero, so that the same files give the same bytes.
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int CHECKSUM_AT = 148;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes one file; {@code content} must have exactly {@code bytes} bytes. */
  void file(String path, int mode, long bytes, InputStream content) throws IOException {
    header(path, mode, bytes);
    if (content.transferTo(out) != bytes) {
      throw new IOException("A file changed its size while it was read");
    }
    out.write(new byte[(int) ((BLOCK - bytes % BLOCK) % BLOCK)]);
  }

  /** The end: two empty blocks. */
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  private void header(String path, int mode, long bytes) throws IOException {
    byte[] header = new byte[BLOCK];
    int cut = cut(path);
    put(header, 0, path.substring(cut == 0 ? 0 : cut + 1));
    put(header, 345, path.substring(0, cut));
    put(header, 100, octal(mode, 7));
    put(header, 108, octal(0, 7));
    put(header, 116, octal(0, 7));
    put(header, 124, octal(bytes, 11));
    put(header, 136, octal(0, 11));
    header[156] = '0';
    put(header, 257, "ustar\0" + "00");
    put(header, CHECKSUM_AT, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM_AT, octal(sum, 6) + "\0 ");
    out.write(header);
  }

  /** Where a long path is parted in prefix and name: at a slash; 0 if it is short enough. */
  private static int cut(String path) throws IOException {
    if (utf8(path).length <= NAME_BYTES) {
      return 0;
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (utf8(path.substring(slash + 1)).length <= NAME_BYTES && slash < path.length() - 1) {
        return slash;
      }
    }
    throw new IOException("A file's name is longer than 100 bytes");
  }

  private static String octal(long value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = utf8(text);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
