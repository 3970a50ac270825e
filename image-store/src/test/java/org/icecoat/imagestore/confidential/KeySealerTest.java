package org.icecoat.imagestore.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.tpm.Tpm;
import org.junit.jupiter.api.Test;

/** What is said of the state to which keys are sealed. */
class KeySealerTest {
  private static final Octets ZEROS = Octets.parse("00".repeat(32));
  private static final Octets ONES = Octets.parse("ff".repeat(32));
  private static final Octets MEASURED = Octets.parse("00".repeat(31) + "01");

  @Test
  void registers_into_which_nothing_was_measured_are_named() {
    assertThat(warning(Map.of(7, ZEROS)))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .contains("tpm.pcrs: nothing was measured into sha256:7 on this machine"));
    assertThat(warning(Map.of(0, MEASURED, 7, ZEROS, 17, ONES)))
        .hasValueSatisfying(said -> assertThat(said).contains("into sha256:7,17 on"));
  }

  @Test
  void of_measured_ones_nothing_is_said() {
    assertThat(warning(Map.of(0, MEASURED, 7, MEASURED))).isEmpty();
  }

  private static Optional<String> warning(Map<Integer, Octets> values) {
    PcrValues all = PcrValues.of(PcrBank.SHA256, values);
    return new KeySealer(reading(all), all.selection(), Optional.empty()).warning();
  }

  private static Tpm reading(PcrValues values) {
    return (Tpm)
        Proxy.newProxyInstance(
            Tpm.class.getClassLoader(),
            new Class<?>[] {Tpm.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("readPcrs");
              assertThat((PcrSelection) arguments[0]).isEqualTo(values.selection());
              return values;
            });
  }
}
