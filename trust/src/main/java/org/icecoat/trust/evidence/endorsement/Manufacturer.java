package org.icecoat.trust.evidence.endorsement;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** TPM manufacturer id: eight hexadecimal digits (TCG TPM Vendor ID Registry). */
public record Manufacturer(String id) {
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}");

  /** Of software: IBM's (as swtpm says), Microsoft, Google, Amazon, VMware, QEMU, Xen. */
  private static final Set<String> SOFTWARE =
      Set.of(
          "00001014",
          "4D534654",
          "474F4F47",
          "414D5A4E",
          "564D5700",
          "564D5741",
          "51454D55",
          "58454E00");

  /** Turns letters into capitals. */
  public Manufacturer {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("A manufacturer's id has eight hexadecimal digits");
    }
    id = id.toUpperCase(Locale.ROOT);
  }

  /** Whether it is known to make TPMs of software only. */
  boolean makesSoftware() {
    return SOFTWARE.contains(id);
  }

  @Override
  public String toString() {
    return id;
  }
}
