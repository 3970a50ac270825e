package org.icecoat.trust.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * PCRs of one bank; on the wire a TPML_PCR_SELECTION with one entry of three bytes (TPM 2.0 part 2,
 * 10.9.7; the PC Client profile has 24 PCRs). What was read from a TPM may be empty: nobody should
 * rely on such a one.
 *
 * @param indexes sorted, each once, from 0 to 23
 */
public record PcrSelection(PcrBank bank, List<Integer> indexes) {
  public static final int PCRS = 24;
  private static final int SELECT_BYTES = 3;
  private static final int MOST_SELECTIONS = 16;

  /** Sorts the indexes. */
  public PcrSelection {
    if (indexes.stream().anyMatch(index -> index < 0 || index >= PCRS)) {
      throw new IllegalArgumentException("PCRs are numbered from 0 to 23, not " + indexes);
    }
    if (indexes.stream().distinct().count() != indexes.size()) {
      throw new IllegalArgumentException("Each PCR is selected once, not as in " + indexes);
    }
    indexes = indexes.stream().sorted().toList();
  }

  public static PcrSelection of(PcrBank bank, int... indexes) {
    return new PcrSelection(bank, IntStream.of(indexes).boxed().toList());
  }

  /**
   * Reads a TPML_PCR_SELECTION with any number of entries up to 16, as a quote may hold them: they
   * are not judged here, but each bank must be known and have exactly 24 PCRs.
   */
  public static List<PcrSelection> readList(WireReader reader) {
    int count = reader.count(MOST_SELECTIONS);
    List<PcrSelection> selections = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      selections.add(readOne(reader));
    }
    return List.copyOf(selections);
  }

  private static PcrSelection readOne(WireReader reader) {
    PcrBank bank = PcrBank.of(HashAlgorithm.read(reader));
    int size = reader.u8();
    if (size != SELECT_BYTES) {
      throw reader.malformed("a PCR selection of %d bytes instead of 3".formatted(size));
    }
    int bits = reader.u8() | reader.u8() << 8 | reader.u8() << 16;
    return new PcrSelection(
        bank, IntStream.range(0, PCRS).filter(i -> (bits >> i & 1) == 1).boxed().toList());
  }

  /** TPML_PCR_SELECTION with this one entry. */
  public Octets wire() {
    int bits = indexes.stream().mapToInt(index -> 1 << index).sum();
    return WireWriter.bigEndian()
        .u32(1)
        .u16(bank.hash().id())
        .u8(SELECT_BYTES)
        .u8(bits)
        .u8(bits >> 8)
        .u8(bits >> 16)
        .written();
  }

  public boolean contains(int index) {
    return indexes.contains(index);
  }

  public boolean containsAll(PcrSelection other) {
    return bank == other.bank && indexes.containsAll(other.indexes);
  }

  /** As tpm2-tools write it: {@code sha256:0,7,14}. */
  @Override
  public String toString() {
    return indexes.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", bank.name().toLowerCase(Locale.ROOT) + ":", ""));
  }
}
