package org.icecoat.trust.tpm;

import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/**
 * A key or secret below the storage key, to be kept outside of the TPM: what TPM2_Create gives and
 * TPM2_Load takes. Only the TPM that made it can use it.
 *
 * @param sensitive contents of TPM2B_PRIVATE, encrypted by the storage key
 */
public record LoadableObject(PublicArea publicArea, Octets sensitive) {
  private static final int LONGEST_PUBLIC = 1024;
  private static final int LONGEST_SENSITIVE = 1550;

  /**
   * Reads what {@link #wire} wrote.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static LoadableObject parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A kept TPM object");
    PublicArea area = PublicArea.parse(reader.sized(LONGEST_PUBLIC));
    LoadableObject object = new LoadableObject(area, reader.sized(LONGEST_SENSITIVE));
    reader.end();
    return object;
  }

  /** TPM2B_PUBLIC and TPM2B_PRIVATE. */
  public Octets wire() {
    return WireWriter.bigEndian().sized(publicArea.wire()).sized(sensitive).written();
  }
}
