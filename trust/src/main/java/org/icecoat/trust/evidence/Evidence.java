package org.icecoat.trust.evidence;

import java.nio.charset.StandardCharsets;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/**
 * What a node sends to be believed, as bytes that nobody has judged.
 *
 * @param attestationKey TPM2B_PUBLIC of the key that signed
 * @param quote over {@code pcrValues}
 * @param pcrValues as {@code PcrValues.wire()} writes them
 */
public record Evidence(
    Octets attestationKey, SignedAttestation quote, Octets pcrValues, Logs logs) {
  private static final Octets MAGIC = ascii("icecoat-evidence-1");

  /** Of evidence with a part of the kernel's list. */
  private static final Octets MAGIC_OF_PART = ascii("icecoat-evidence-2");

  private static final int LONGEST_STRUCTURE = 8192;
  private static final int LONGEST_LOG = 1 << 20;
  private static final int LONGEST_IMA_LOG = 1 << 24;
  private static final int VALUE_BYTES = 32;

  /**
   * The logs that lead to the PCRs; empty where a node has none.
   *
   * @param firmware TCG event log, at most 1 MiB
   * @param components what the plug-in measured, in the same format, at most 1 MiB
   * @param ima lines of the kernel's ASCII list, at most 16 MiB
   * @param from where these lines begin
   * @param more whether the list had more lines than are sent
   */
  public record Logs(Octets firmware, Octets components, Octets ima, ImaFrom from, boolean more) {
    public static final Logs NONE = new Logs(Octets.EMPTY, Octets.EMPTY, Octets.EMPTY);

    /** With the whole list. */
    public Logs(Octets firmware, Octets components, Octets ima) {
      this(firmware, components, ima, ImaFrom.FIRST, false);
    }

    private boolean whole() {
      return from.equals(ImaFrom.FIRST) && !more;
    }
  }

  /**
   * Where lines of the kernel's list begin.
   *
   * @param lines how many lie before them; 0 for all from the first on
   * @param value of PCR 10 (SHA-256) after those before; empty if there are none
   */
  public record ImaFrom(long lines, Octets value) {
    public static final ImaFrom FIRST = new ImaFrom(0, Octets.EMPTY);

    public ImaFrom {
      if (lines < 0 || value.length() != (lines == 0 ? 0 : VALUE_BYTES)) {
        throw new IllegalArgumentException(
            "No place in a list: after %d lines, with a value of %d bytes"
                .formatted(lines, value.length()));
      }
    }
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static Evidence parse(Octets encoded) {
    WireReader reader = WireReader.of(encoded, "Evidence");
    Octets magic = reader.bytes(MAGIC.length());
    if (!magic.equals(MAGIC) && !magic.equals(MAGIC_OF_PART)) {
      throw reader.malformed("it does not begin as evidence does");
    }
    Octets key = reader.longSized(LONGEST_STRUCTURE);
    SignedAttestation quote =
        new SignedAttestation(
            reader.longSized(LONGEST_STRUCTURE), reader.longSized(LONGEST_STRUCTURE));
    Octets values = reader.longSized(LONGEST_STRUCTURE);
    Logs logs =
        new Logs(
            reader.longSized(LONGEST_LOG),
            reader.longSized(LONGEST_LOG),
            reader.longSized(LONGEST_IMA_LOG));
    if (magic.equals(MAGIC_OF_PART)) {
      logs = part(logs, reader);
    }
    reader.end();
    return new Evidence(key, quote, values, logs);
  }

  /** The same value has one encoding only: what is whole is not written as a part. */
  private static Logs part(Logs logs, WireReader reader) {
    long lines = reader.u64();
    Octets value = reader.longSized(VALUE_BYTES);
    boolean more = reader.yesNo();
    try {
      ImaFrom from = new ImaFrom(lines, value);
      Logs part = new Logs(logs.firmware(), logs.components(), logs.ima(), from, more);
      if (!part.whole()) {
        return part;
      }
    } catch (IllegalArgumentException e) {
      throw reader.malformed(e.getMessage());
    }
    throw reader.malformed("it has the whole list, written as a part");
  }

  /**
   * One run of bytes to send or to keep: a magic, then each part with its length (32 bits); of a
   * part of the kernel's list also where it begins and whether there was more.
   */
  public Octets encoded() {
    WireWriter writer = WireWriter.bigEndian();
    writer
        .bytes(logs.whole() ? MAGIC : MAGIC_OF_PART)
        .longSized(attestationKey)
        .longSized(quote.attest())
        .longSized(quote.signature())
        .longSized(pcrValues)
        .longSized(logs.firmware())
        .longSized(logs.components())
        .longSized(logs.ima());
    if (!logs.whole()) {
      ImaFrom from = logs.from();
      writer.u64(from.lines()).longSized(from.value()).u8(logs.more() ? 1 : 0);
    }
    return writer.written();
  }

  /** The digest of {@link #encoded}, by which results and receipts name this evidence. */
  public Sha256 digest() {
    return Sha256.of(HashAlgorithm.SHA256.hash(encoded()).bytes());
  }

  private static Octets ascii(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
