package org.icecoat.trust.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/**
 * TCG_EfiSpecIDEvent: the first event of a crypto-agile log (Platform Firmware Profile, 10.4.5.1).
 *
 * @param digestLengths by TPM_ALG_ID, in the order of the log
 */
record SpecId(Map<Integer, Integer> digestLengths) {
  private static final Octets SIGNATURE =
      Octets.of("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII));
  private static final int MOST_ALGORITHMS = 8;
  private static final int LONGEST_DIGEST = 64;
  private static final int VERSION_BYTES = 8;
  private static final int LARGEST_UINTN = 2;

  static boolean begins(Octets data) {
    return data.length() >= SIGNATURE.length()
        && data.slice(0, SIGNATURE.length()).equals(SIGNATURE);
  }

  static SpecId read(Octets data) {
    WireReader reader = WireReader.littleEndian(data, "The header of an event log");
    reader.bytes(SIGNATURE.length());
    reader.bytes(VERSION_BYTES - 1);
    int uintn = reader.u8();
    if (uintn < 1 || uintn > LARGEST_UINTN) {
      throw reader.malformed("a UINTN of size " + uintn);
    }
    Map<Integer, Integer> lengths = new LinkedHashMap<>();
    for (int left = reader.count(MOST_ALGORITHMS); left > 0; left--) {
      int id = reader.u16();
      int length = reader.u16();
      HashAlgorithm known = HashAlgorithm.find(id);
      boolean wrong = known == null ? length > LONGEST_DIGEST : length != known.length();
      if (wrong || length == 0 || lengths.put(id, length) != null) {
        throw reader.malformed("digests of %d bytes with algorithm 0x%04x".formatted(length, id));
      }
    }
    reader.bytes(reader.u8());
    reader.end();
    if (lengths.isEmpty()) {
      throw reader.malformed("no algorithm is declared");
    }
    return new SpecId(lengths);
  }

  /** The header of a log of SHA-256 alone, for a PC client, specification 2.0, 64-bit UINTN. */
  static Octets sha256() {
    HashAlgorithm hash = HashAlgorithm.SHA256;
    return WireWriter.littleEndian()
        .bytes(SIGNATURE)
        .u32(0)
        .u8(0)
        .u8(2)
        .u8(0)
        .u8(LARGEST_UINTN)
        .u32(1)
        .u16(hash.id())
        .u16(hash.length())
        .u8(0)
        .written();
  }
}
