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
  private static final Octets MAGIC =
      Octets.of("icecoat-evidence-1".getBytes(StandardCharsets.US_ASCII));
  private static final int LONGEST_STRUCTURE = 8192;
  private static final int LONGEST_LOG = 1 << 20;
  private static final int LONGEST_IMA_LOG = 1 << 24;

  /**
   * The logs that lead to the PCRs; empty where a node has none.
   *
   * @param firmware TCG event log, at most 1 MiB
   * @param components what the plug-in measured, in the same format, at most 1 MiB
   * @param ima the kernel's ASCII list, at most 16 MiB
   */
  public record Logs(Octets firmware, Octets components, Octets ima) {
    public static final Logs NONE = new Logs(Octets.EMPTY, Octets.EMPTY, Octets.EMPTY);
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static Evidence parse(Octets encoded) {
    WireReader reader = WireReader.of(encoded, "Evidence");
    if (!reader.bytes(MAGIC.length()).equals(MAGIC)) {
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
    reader.end();
    return new Evidence(key, quote, values, logs);
  }

  /** One run of bytes to send or to keep: a magic, then each part with its length (32 bits). */
  public Octets encoded() {
    return WireWriter.bigEndian()
        .bytes(MAGIC)
        .longSized(attestationKey)
        .longSized(quote.attest())
        .longSized(quote.signature())
        .longSized(pcrValues)
        .longSized(logs.firmware())
        .longSized(logs.components())
        .longSized(logs.ima())
        .written();
  }

  /** The digest of {@link #encoded}, by which results and receipts name this evidence. */
  public Sha256 digest() {
    return Sha256.of(HashAlgorithm.SHA256.hash(encoded()).bytes());
  }
}
