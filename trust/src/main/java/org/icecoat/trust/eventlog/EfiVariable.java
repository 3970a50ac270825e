package org.icecoat.trust.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;

/**
 * UEFI_VARIABLE_DATA (Platform Firmware Profile, 10.2.6).
 *
 * @param vendor the GUID of the variable's name space
 * @param name such as {@code SecureBoot}
 */
public record EfiVariable(UUID vendor, String name, Octets value) {
  /** EFI_GLOBAL_VARIABLE: SecureBoot, PK, KEK, BootOrder. */
  public static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");

  /** EFI_IMAGE_SECURITY_DATABASE_GUID: db, dbx. */
  public static final UUID SECURITY = UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");

  private static final int LONGEST_NAME = 512;
  private static final int WORD = 16;

  /**
   * Reads the data of an event.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static EfiVariable parse(Octets data) {
    WireReader reader = WireReader.littleEndian(data, "A variable in an event log");
    UUID vendor = guid(reader);
    long nameLength = reader.u64();
    long valueLength = reader.u64();
    if (nameLength < 0 || nameLength > LONGEST_NAME) {
      throw reader.malformed("a name of %s characters".formatted(nameLength));
    }
    byte[] name = reader.bytes((int) nameLength * Character.BYTES).bytes();
    if (valueLength != reader.remaining()) {
      throw reader.malformed("a value of %s bytes".formatted(valueLength));
    }
    return new EfiVariable(
        vendor, new String(name, StandardCharsets.UTF_16LE), reader.bytes(reader.remaining()));
  }

  /** Three little-endian numbers and eight bytes (UEFI, appendix A). */
  private static UUID guid(WireReader reader) {
    long high = (reader.u32() << (2 * WORD)) | ((long) reader.u16() << WORD) | reader.u16();
    WireReader low = WireReader.of(reader.bytes(Long.BYTES), "A GUID");
    return new UUID(high, low.u64());
  }
}
