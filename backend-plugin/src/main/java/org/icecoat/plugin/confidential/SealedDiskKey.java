package org.icecoat.plugin.confidential;

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

  /** Reads what {@link #wire} wrote. */
  static SealedDiskKey parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A sealed key");
    PcrSelection pcrs = PcrSelection.readList(reader).get(0);
    LoadableObject object = LoadableObject.parse(reader.sized(LONGEST_OBJECT));
    reader.end();
    return new SealedDiskKey(object, pcrs);
  }

  /** TPML_PCR_SELECTION, then the object with its length (16 bits). */
  Octets wire() {
    return WireWriter.bigEndian().bytes(pcrs.wire()).sized(object.wire()).written();
  }
}
