package org.icecoat.trust.evidence;

import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;

/** What an NV index held, as its TPM signed it; only {@link NvCertification} makes one. */
public final class NvReading {
  private final NvPublicArea index;
  private final Octets contents;

  NvReading(NvPublicArea index, Octets contents) {
    this.index = index;
    this.contents = contents;
  }

  public NvPublicArea index() {
    return index;
  }

  /** All its bytes. */
  public Octets contents() {
    return contents;
  }

  /**
   * The value of a counter.
   *
   * @throws IllegalStateException if the index is none
   */
  public long counter() {
    if (!index.isCounter()) {
      throw new IllegalStateException("NV index 0x%08x is no counter".formatted(index.index()));
    }
    return WireReader.of(contents, "A counter").u64();
  }
}
