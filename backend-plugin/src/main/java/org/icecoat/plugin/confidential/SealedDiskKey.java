package org.icecoat.plugin.confidential;

import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.tpm.LoadableObject;

/**
 * A key that this node's TPM alone reveals, in one state.
 *
 * @param pcrs those of its policy
 */
record SealedDiskKey(LoadableObject object, PcrSelection pcrs) {
  private static final int LONGEST_OBJECT = 4096;

  /**
   * Reads what {@link #wire} wrote.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  static SealedDiskKey parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A sealed key");
    List<PcrSelection> pcrs = PcrSelection.readList(reader);
    if (pcrs.size() != 1) {
      throw reader.malformed("%d selections of PCRs instead of one".formatted(pcrs.size()));
    }
    LoadableObject object = LoadableObject.parse(reader.sized(LONGEST_OBJECT));
    reader.end();
    return new SealedDiskKey(object, pcrs.get(0));
  }

  /** TPML_PCR_SELECTION, then the object with its length (16 bits). */
  Octets wire() {
    return WireWriter.bigEndian().bytes(pcrs.wire()).sized(object.wire()).written();
  }
}
