package org.icecoat.trust.structure;

/**
 * TPMS_NV_PUBLIC (TPM 2.0 part 2, 13.6): what an NV index is.
 *
 * @param index its handle, 0x01......
 * @param attributes TPMA_NV; the name changes with {@link #WRITTEN}
 * @param authPolicy digest of the policy, or empty
 * @param size bytes of its contents; 8 for a counter
 */
public record NvPublicArea(
    int index, HashAlgorithm nameAlgorithm, int attributes, Octets authPolicy, int size) {
  /** TPMA_NV_WRITTEN: set for ever by the first write or increment. */
  public static final int WRITTEN = 0x2000_0000;

  private static final int TYPE_SHIFT = 4;
  private static final int TYPE_BITS = 0xf;
  private static final int COUNTER_TYPE = 1;
  private static final int COUNTER_BYTES = 8;

  /** TPMA_NV: AUTHWRITE, type COUNTER, AUTHREAD, NO_DA. */
  private static final int GUARDED_COUNTER = 0x0204_0014;

  private static final int LONGEST = 128;
  private static final int HANDLE_SHIFT = 24;

  /**
   * A counter as it is defined, before its first increment: for its auth value alone, with no
   * policy by which anybody could do more.
   */
  public static NvPublicArea counter(int index) {
    return new NvPublicArea(
        index, HashAlgorithm.SHA256, GUARDED_COUNTER, Octets.EMPTY, COUNTER_BYTES);
  }

  /** The same once it has been written, which is what certifications name. */
  public NvPublicArea written() {
    return new NvPublicArea(index, nameAlgorithm, attributes | WRITTEN, authPolicy, size);
  }

  /** Reads a TPMS_NV_PUBLIC. */
  public static NvPublicArea parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "An NV public area");
    int index = reader.bits32();
    if (index >>> HANDLE_SHIFT != 1) {
      throw reader.malformed("0x%08x is no NV index".formatted(index));
    }
    HashAlgorithm nameAlgorithm = HashAlgorithm.read(reader);
    int attributes = reader.bits32();
    Octets authPolicy = reader.sized(nameAlgorithm.length());
    if (!authPolicy.isEmpty() && authPolicy.length() != nameAlgorithm.length()) {
      throw reader.malformed("a policy digest of %d bytes".formatted(authPolicy.length()));
    }
    int size = reader.u16();
    reader.end();
    return new NvPublicArea(index, nameAlgorithm, attributes, authPolicy, size);
  }

  /** Reads a TPM2B_NV_PUBLIC. */
  public static NvPublicArea parseSized(Octets wire) {
    WireReader reader = WireReader.of(wire, "A sized NV public area");
    Octets inner = reader.sized(LONGEST);
    reader.end();
    return parse(inner);
  }

  /** TPMS_NV_PUBLIC. */
  public Octets wire() {
    return WireWriter.bigEndian()
        .u32(index)
        .u16(nameAlgorithm.id())
        .u32(attributes)
        .sized(authPolicy)
        .u16(size)
        .written();
  }

  /** TPM2B_NV_PUBLIC. */
  public Octets sizedWire() {
    return WireWriter.bigEndian().sized(wire()).written();
  }

  public TpmName name() {
    return TpmName.of(nameAlgorithm, wire());
  }

  /** Whether the index is of type TPM_NT_COUNTER: it can only grow. */
  public boolean isCounter() {
    return (attributes >>> TYPE_SHIFT & TYPE_BITS) == COUNTER_TYPE;
  }

  /** Whether something has been written to it, or it has been incremented. */
  public boolean isWritten() {
    return (attributes & WRITTEN) != 0;
  }
}
