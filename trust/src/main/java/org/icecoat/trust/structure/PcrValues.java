package org.icecoat.trust.structure;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * The values of some PCRs of one bank.
 *
 * @param byIndex each value as long as a digest of the bank; sorted by index
 */
public record PcrValues(PcrBank bank, SortedMap<Integer, Octets> byIndex) {
  public PcrValues {
    SortedMap<Integer, Octets> sorted = new TreeMap<>(byIndex);
    sorted.forEach((index, value) -> judge(bank, index, value));
    byIndex = Collections.unmodifiableSortedMap(sorted);
  }

  public static PcrValues of(PcrBank bank, Map<Integer, Octets> byIndex) {
    return new PcrValues(bank, new TreeMap<>(byIndex));
  }

  /**
   * Values as they come beside a quote: in the order of the indexes, as many as are selected.
   *
   * @throws TrustException STRUCTURE_MALFORMED if number or length is another
   */
  public static PcrValues of(PcrSelection selection, List<Octets> inOrder) {
    if (selection.indexes().size() != inOrder.size()) {
      throw malformed(
          "%d PCR values for %d PCRs".formatted(inOrder.size(), selection.indexes().size()));
    }
    SortedMap<Integer, Octets> values = new TreeMap<>();
    for (int i = 0; i < inOrder.size(); i++) {
      values.put(selection.indexes().get(i), inOrder.get(i));
    }
    return new PcrValues(selection.bank(), values);
  }

  /**
   * Reads what {@link #wire} wrote: the bank's algorithm (u16), a count (u8), then each index (u8),
   * ascending, with its value.
   */
  public static PcrValues parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A list of PCR values");
    PcrBank bank = PcrBank.of(HashAlgorithm.read(reader));
    SortedMap<Integer, Octets> values = new TreeMap<>();
    for (int left = reader.u8(); left > 0; left--) {
      int index = reader.u8();
      if (!values.isEmpty() && index <= values.lastKey()) {
        throw reader.malformed("PCR %d after PCR %d".formatted(index, values.lastKey()));
      }
      values.put(index, reader.bytes(bank.hash().length()));
    }
    reader.end();
    return new PcrValues(bank, values);
  }

  /** The values with their indexes, for {@link #parse}. */
  public Octets wire() {
    WireWriter writer = WireWriter.bigEndian().u16(bank.hash().id()).u8(byIndex.size());
    byIndex.forEach((index, value) -> writer.u8(index).bytes(value));
    return writer.written();
  }

  public PcrSelection selection() {
    return new PcrSelection(bank, new ArrayList<>(byIndex.keySet()));
  }

  /** The value of that PCR, or null if it is not among these. */
  public Octets value(int index) {
    return byIndex.get(index);
  }

  /**
   * What a quote signs: the hash of the values in the order of their indexes (TPM 2.0 part 3,
   * 18.4).
   *
   * @param hash of the signing scheme, which need not be that of the bank
   */
  public Octets digest(HashAlgorithm hash) {
    MessageDigest digest = hash.digest();
    byIndex.values().forEach(value -> value.updateInto(digest));
    return Octets.owning(digest.digest());
  }

  private static void judge(PcrBank bank, int index, Octets value) {
    if (index < 0 || index >= PcrSelection.PCRS) {
      throw malformed("PCRs are numbered from 0 to 23, not " + index);
    }
    if (value.length() != bank.hash().length()) {
      throw malformed(
          "A PCR of %s has %d bytes, not %d".formatted(bank, bank.hash().length(), value.length()));
    }
  }

  private static TrustException malformed(String message) {
    return new TrustException(TrustFault.STRUCTURE_MALFORMED, message);
  }
}
