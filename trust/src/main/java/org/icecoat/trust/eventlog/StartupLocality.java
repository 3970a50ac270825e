package org.icecoat.trust.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/**
 * What PCR 0 starts with, by the locality of TPM2_Startup (Platform Firmware Profile, 10.4.5.3).
 */
final class StartupLocality {
  static final int UNKNOWN = -1;

  private static final Octets SIGNATURE =
      Octets.of("StartupLocality\0".getBytes(StandardCharsets.US_ASCII));
  private static final int ONES = 0xff;

  private StartupLocality() {}

  static boolean begins(Octets data) {
    return data.length() >= SIGNATURE.length()
        && data.slice(0, SIGNATURE.length()).equals(SIGNATURE);
  }

  /** 0, 3 (started there) or 4 (H-CRTM); {@link #UNKNOWN} if the event says anything else. */
  static int read(Octets data) {
    if (data.length() != SIGNATURE.length() + 1) {
      return UNKNOWN;
    }
    int locality = data.at(SIGNATURE.length());
    return locality == 0 || locality == 3 || locality == 4 ? locality : UNKNOWN;
  }

  static Octets start(PcrBank bank, int locality) {
    byte[] value = new byte[bank.hash().length()];
    value[value.length - 1] = (byte) locality;
    return Octets.of(value);
  }

  static Octets ones(PcrBank bank) {
    byte[] value = new byte[bank.hash().length()];
    Arrays.fill(value, (byte) ONES);
    return Octets.of(value);
  }
}
