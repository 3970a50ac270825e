package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To what of a node's quoted state its keys are bound. */
class KeyReleaseTest {
  private static final int IMA = 10;
  private static final PcrValues QUOTED = quoted(0, 7, 9, IMA, 11, 13);

  @Test
  void a_list_of_files_that_has_grown_locks_no_key() {
    assertThat(policy(after(IMA))).isEqualTo(policy(QUOTED));
    assertThat(KeyRelease.state(QUOTED, true).selection().indexes())
        .containsExactly(0, 7, 9, 11, 13);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 11, 13})
  void every_other_change_locks_it(int pcr) {
    assertThat(policy(after(pcr))).isNotEqualTo(policy(QUOTED));
  }

  @Test
  void who_judges_the_list_by_its_value_alone_has_keys_bound_to_it() {
    assertThat(KeyRelease.state(QUOTED, false)).isEqualTo(QUOTED);
  }

  /** As the node's TPM compares it. */
  private static Octets policy(PcrValues quoted) {
    return new PcrPolicy(KeyRelease.state(quoted, true)).digest();
  }

  private static PcrValues after(int pcr) {
    Map<Integer, Octets> values = new TreeMap<>(QUOTED.byIndex());
    Octets measured = Octets.parse("cd".repeat(32));
    values.put(pcr, PcrBank.SHA256.extend(values.get(pcr), measured));
    return PcrValues.of(PcrBank.SHA256, values);
  }

  private static PcrValues quoted(int... pcrs) {
    Map<Integer, Octets> values = new TreeMap<>();
    for (int pcr : pcrs) {
      values.put(pcr, Octets.parse("%02x".formatted(pcr).repeat(32)));
    }
    return PcrValues.of(PcrBank.SHA256, values);
  }
}
