package org.icecoat.trust.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.trust.log.tree.Malformed;

/**
 * Of what a log's owner showed of an image, that which can be kept and judged for good: that the
 * log had the image's registration when it said this head. Nothing of it is judged yet.
 */
public record EntryProof(SignedTreeHead head, LogKey key, ImageProof.Logged registration) {
  private static final String HEADING = "icecoat-entry-proof-1\n";
  private static final int LONGEST = 64 * 1024;

  public EntryProof {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(registration, "registration");
  }

  public static EntryProof of(ImageProof proof) {
    return new EntryProof(proof.shown().head(), proof.shown().key(), proof.registration());
  }

  /** As {@link ProofCheck} wants it. */
  public ImageProof proof() {
    return new ImageProof(
        new ImageProof.Shown(head, key, Optional.empty()), registration, Optional.empty());
  }

  /** The entry's place in the log, counted from 0. */
  public long position() {
    return registration.inclusion().index();
  }

  /** What to keep. */
  public byte[] encoded() {
    return new FieldWriter(HEADING)
        .bytes(0x01, head.head().signedBytes())
        .bytes(0x02, head.signature())
        .bytes(0x03, key.encoded())
        .bytes(0x04, registration.entry().bytes())
        .number(0x05, registration.inclusion().index())
        .number(0x06, registration.inclusion().size())
        .bytes(0x07, joined(registration.inclusion().path()))
        .bytes();
  }

  /**
   * Reads what {@link #encoded} wrote, from a source that is not trusted.
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED
   */
  public static EntryProof decode(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw Malformed.because("it is longer than a proof of an entry");
    }
    FieldReader fields = new FieldReader(HEADING, bytes);
    TreeHead head = TreeHead.parse(fields.bytes(0x01));
    SignedTreeHead signed = new SignedTreeHead(head, fields.bytes(0x02));
    LogKey key = LogKey.decode(fields.bytes(0x03));
    LogEntry entry = LogEntry.parse(fields.bytes(0x04));
    LogInclusion inclusion =
        new LogInclusion(fields.number(0x05), fields.number(0x06), hashes(fields.bytes(0x07)));
    fields.requireEnd();
    EntryProof proof = new EntryProof(signed, key, new ImageProof.Logged(entry, inclusion));
    if (!Arrays.equals(proof.encoded(), bytes)) {
      throw Malformed.because("it says the same as another proof, in other bytes");
    }
    return proof;
  }

  private static byte[] joined(List<Sha256> path) {
    ByteBuffer all = ByteBuffer.allocate(path.size() * Sha256.BYTES);
    path.forEach(hash -> all.put(hash.bytes()));
    return all.array();
  }

  private static List<Sha256> hashes(byte[] joined) {
    if (joined.length % Sha256.BYTES != 0) {
      throw Malformed.because("a path holds something else than hashes");
    }
    List<Sha256> path = new ArrayList<>();
    for (int from = 0; from < joined.length; from += Sha256.BYTES) {
      path.add(Sha256.of(Arrays.copyOfRange(joined, from, from + Sha256.BYTES)));
    }
    return path;
  }
}
