package org.icecoat.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractThrowableAssert;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/** The text of a right policy, to be changed. */
public final class TestingPolicy {
  static final String DIGEST = "sha256:" + "ab".repeat(32);

  public static final String GOOD =
      """
      # A policy of a test.
      name: site
      version: 3
      maximal-age: 10m
      tpms:
        classes: [hardware, emulated]
        makers: [any]
        minimal-firmware: 0x0000000100000000
      pcrs:
        bank: sha256
        quoted:
          - {pcr: 0, by-log: firmware}
          - {pcr: 7, values: [DIGEST], by-log: firmware}
          - {pcr: 10, by-log: ima}
          - {pcr: 14, by-log: components}
      firmware:
        - {pcr: 0, type: EV_SEPARATOR, digests: [DIGEST]}
        - {pcr: 7, type: 0x8000000d, any: true, optional: true}
      components:
        - {name: qemu, digests: [DIGEST]}
        - {name: ovmf, digests: [DIGEST], optional: true}
      ima:
        files:
          /usr/bin/qemu: [DIGEST]
        excluded: [/var/tmp/]
      """
          .replace("DIGEST", DIGEST);

  private TestingPolicy() {}

  static PolicyDocument read(String text) {
    return PolicyDocument.read(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The good policy with a piece replaced; the piece must be there. */
  static String with(String piece, String other) {
    if (!GOOD.contains(piece)) {
      throw new IllegalArgumentException(piece);
    }
    return GOOD.replace(piece, other);
  }

  static AbstractThrowableAssert<?, ?> refused(String text) {
    return refused(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static AbstractThrowableAssert<?, ?> refused(Octets yaml) {
    return assertThatThrownBy(() -> PolicyDocument.read(yaml))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.POLICY_MALFORMED));
  }

  /** Reads; a refusal is as good, if it is of the right kind. */
  static void readOrRefuse(Octets yaml) {
    try {
      PolicyDocument.read(yaml);
    } catch (TrustException e) {
      assertThat(e.fault()).isEqualTo(TrustFault.POLICY_MALFORMED);
    }
  }
}
