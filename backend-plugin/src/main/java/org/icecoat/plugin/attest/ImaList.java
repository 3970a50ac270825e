package org.icecoat.plugin.attest;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.icecoat.trust.structure.Octets;

/** The kernel's list of measured files, which may be longer than an answer. */
record ImaList(Path file) {
  private static final int CHUNK = 1 << 16;
  private static final Part NOTHING = new Part(Octets.EMPTY, false);

  /**
   * Lines of the list.
   *
   * @param more whether it has more after them
   */
  record Part(Octets lines, boolean more) {}

  /**
   * Reads whole lines; nothing where there is no list.
   *
   * @param before how many lines are passed over; there may be fewer
   * @param most bytes, enough for any line
   */
  Part read(long before, int most) throws IOException {
    try (PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), CHUNK)) {
      pass(in, before);
      byte[] bytes = in.readNBytes(most);
      return bytes.length == most && in.read() >= 0
          ? new Part(wholeLines(bytes), true)
          : new Part(Octets.of(bytes), false);
    } catch (NoSuchFileException e) {
      return NOTHING; // this machine has no list, and the verifier's policy judges that
    }
  }

  private static void pass(PushbackInputStream in, long lines) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = lines;
    while (left > 0) {
      int length = in.read(chunk);
      if (length < 0) {
        return;
      }
      int at = 0;
      while (at < length && left > 0) {
        left -= chunk[at] == '\n' ? 1 : 0;
        at++;
      }
      in.unread(chunk, at, length - at);
    }
  }

  private static Octets wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Octets.of(Arrays.copyOf(bytes, end));
  }
}
