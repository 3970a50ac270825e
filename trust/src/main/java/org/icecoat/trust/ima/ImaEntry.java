package org.icecoat.trust.ima;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/**
 * A line of the list; nothing is judged.
 *
 * @param number of the line in the kernel's list, from 0
 * @param file what was measured
 * @param templateHash SHA-1 of the template data, as the kernel says; zeros are a violation
 * @param templateData what the kernel hashed and extended, made again from the line
 */
public record ImaEntry(
    long number, ImaTemplate template, File file, Octets templateHash, Octets templateData) {
  /** Path of the first line, whose digest is over the PCRs at the kernel's start. */
  public static final String BOOT_AGGREGATE = "boot_aggregate";

  /**
   * A file or something in memory.
   *
   * @param algorithm of the digest: a policy may refuse SHA-1
   * @param path as the kernel wrote it (with _ for blanks); bytes that are not of UTF-8, control
   *     characters and backslashes are shown as {@code \xNN}
   * @param attached signature (ima-sig) or contents (ima-buf); else empty
   */
  public record File(HashAlgorithm algorithm, Octets digest, String path, Octets attached) {}

  /** Whether the file changed while it was measured (open writers, ToMToU): its digest is void. */
  public boolean violation() {
    return templateHash.isAll(0);
  }

  /** The first of these lines, the first ones of a boot, if it is the one that it must be. */
  static Optional<ImaEntry> aggregate(List<ImaEntry> entries) {
    return entries.stream()
        .limit(1)
        .filter(entry -> entry.file().path().equals(BOOT_AGGREGATE))
        .findFirst();
  }
}
