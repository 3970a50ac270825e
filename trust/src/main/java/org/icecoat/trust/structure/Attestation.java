package org.icecoat.trust.structure;

import java.util.List;

/**
 * TPMS_ATTEST (TPM 2.0 part 2, 10.12.8): what a TPM says and signs. To have one proves nothing: the
 * signature is over the bytes as they were received.
 *
 * @param qualifiedSigner qualified name of the key that signs
 * @param extraData what the caller wanted to be signed with it: the nonce
 */
public record Attestation(
    Octets qualifiedSigner, Octets extraData, ClockReading clock, long firmwareVersion, Body body) {
  /** TPM_GENERATED: a restricted key never signs foreign data that begins so. */
  public static final int MAGIC = 0xff544347;

  private static final int LONGEST_EXTRA = 64;
  private static final int NV = 0x8014;
  private static final int CERTIFY = 0x8017;
  private static final int QUOTE = 0x8018;
  private static final int CREATION = 0x801a;
  private static final int LONGEST_NV = 2048;
  private static final int LONGEST_BODY = 4096;

  /** What is said, by type. */
  public sealed interface Body {}

  /** PCRs: the selections are those that the TPM used. */
  public record Quote(List<PcrSelection> selections, Octets pcrDigest) implements Body {
    public Quote {
      selections = List.copyOf(selections);
    }
  }

  /** An object that is loaded beside the key, so lies in the same TPM. */
  public record Certify(TpmName name, Octets qualifiedName) implements Body {}

  /** Contents of an NV index, from {@code offset} on. */
  public record NvCertify(TpmName index, int offset, Octets contents) implements Body {}

  /** That the TPM itself made an object. */
  public record Creation(TpmName object, Octets creationHash) implements Body {}

  /** Another type, such as TIME (0x8019), whose contents are not read. */
  public record Other(int type) implements Body {}

  /**
   * TPMS_CLOCK_INFO.
   *
   * @param millis of the TPM's clock
   * @param resetCount TPM resets since the last TPM2_Clear
   * @param restartCount restarts and resumes since the last reset
   * @param safe that no higher clock can have been reported before
   */
  public record ClockReading(long millis, long resetCount, long restartCount, boolean safe) {}

  /** Reads a TPMS_ATTEST. */
  public static Attestation parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "An attestation");
    int magic = reader.bits32();
    if (magic != MAGIC) {
      throw reader.malformed("magic 0x%08x instead of ff544347".formatted(magic));
    }
    int type = reader.u16();
    Octets signer = reader.sized(TpmName.LONGEST);
    Octets extraData = reader.sized(LONGEST_EXTRA);
    ClockReading clock = clock(reader);
    long firmwareVersion = reader.u64();
    Attestation attestation =
        new Attestation(signer, extraData, clock, firmwareVersion, body(type, reader));
    reader.end();
    return attestation;
  }

  private static ClockReading clock(WireReader reader) {
    long millis = reader.u64();
    long resetCount = reader.u32();
    return new ClockReading(millis, resetCount, reader.u32(), reader.yesNo());
  }

  private static Body body(int type, WireReader reader) {
    return switch (type) {
      case QUOTE -> new Quote(PcrSelection.readList(reader), digest(reader));
      case CERTIFY -> new Certify(name(reader), reader.sized(TpmName.LONGEST));
      case NV -> new NvCertify(name(reader), reader.u16(), reader.sized(LONGEST_NV));
      case CREATION -> new Creation(name(reader), digest(reader));
      default -> other(type, reader);
    };
  }

  private static Body other(int type, WireReader reader) {
    if (reader.remaining() > LONGEST_BODY) {
      throw reader.malformed("a body of %d bytes".formatted(reader.remaining()));
    }
    reader.bytes(reader.remaining());
    return new Other(type);
  }

  private static TpmName name(WireReader reader) {
    return new TpmName(reader.sized(TpmName.LONGEST));
  }

  private static Octets digest(WireReader reader) {
    return reader.sized(HashAlgorithm.SHA512.length());
  }
}
