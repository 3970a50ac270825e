package org.icecoat.trust.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;

import java.util.Random;
import java.util.stream.Collectors;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.VerifiedEvent.Binding;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingFixtures;
import org.junit.jupiter.api.Test;

class RealLogTest {
  private static final String PLAIN = "keylime/binary_bios_measurements";
  private static final String SECURE = "keylime/binary_bios_measurements-secureboot";

  @Test
  void a_real_log_leads_to_the_real_pcrs_and_its_data_are_those_measured() {
    EventLog log = EventLog.parse(TestingFixtures.octets(PLAIN));
    assertThat(log.form()).isEqualTo(EventLog.Form.CRYPTO_AGILE);
    assertThat(log.banks()).containsExactlyInAnyOrder(PcrBank.SHA1, PcrBank.SHA256);
    assertThat(log.events()).hasSize(120);
    LogReplay replay = new LogReplay(log, PcrBank.SHA256);
    assertThat(replay.value(0).hex()).startsWith("0ee9a7fe");
    assertThat(replay.value(4).hex()).startsWith("a77ff9ab");
    assertThat(replay.value(7).hex()).startsWith("741fd028");
    assertThat(replay.found()).isEmpty();
    assertThat(new LogReplay(log, PcrBank.SHA1).found()).isEmpty();
    assertThat(secureBoot(replay)).isEqualTo("00");
  }

  @Test
  void a_real_log_with_secure_boot_says_so() {
    EventLog log = EventLog.parse(TestingFixtures.octets(SECURE));
    assertThat(log.banks()).containsExactly(PcrBank.SHA256);
    assertThat(log.events()).hasSize(98);
    LogReplay replay = new LogReplay(log, PcrBank.SHA256);
    assertThat(replay.value(4).hex()).startsWith("ce5e8ef1");
    assertThat(replay.value(7).hex()).startsWith("2f96e1f1");
    assertThat(replay.found()).isEmpty();
    assertThat(secureBoot(replay)).isEqualTo("01");
  }

  @Test
  void a_bank_that_was_not_measured_is_a_finding() {
    EventLog log = EventLog.parse(TestingFixtures.octets(SECURE));
    assertThat(new LogReplay(log, PcrBank.SHA384).found()).hasSize(1);
  }

  @Test
  void a_lone_locality_extends_nothing() {
    EventLog log =
        EventLog.parse(TestingFixtures.octets("go-attestation/short_no_action_eventlog"));
    assertThat(log.form()).isEqualTo(EventLog.Form.SHA1);
    assertThat(log.events()).hasSize(1);
    LogReplay replay = new LogReplay(log, PcrBank.SHA1);
    assertThat(replay.measured()).isEmpty();
    assertThat(replay.value(4).isAll(0)).isTrue();
  }

  @Test
  void rubbish_and_nothing_are_refused() {
    refused(TestingFixtures.octets("keylime/binary_bios_measurements-bogus"), EventLog::parse);
    refused(TestingFixtures.octets("keylime/binary_bios_measurements-empty"), EventLog::parse);
  }

  @Test
  void cut_and_mutated_real_logs_give_a_log_or_a_refusal() {
    Octets bytes = TestingFixtures.octets(SECURE);
    TestingBytes.survivesMutation(
        bytes, bad -> new LogReplay(EventLog.parse(bad), PcrBank.SHA256), 400);
    int whole = EventLog.parse(bytes).events().size();
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      Octets cut = bytes.slice(0, random.nextInt(bytes.length()));
      try {
        assertThat(EventLog.parse(cut).events()).hasSizeLessThan(whole);
      } catch (TrustException e) {
        assertThat(e).hasMessageContaining("malformed");
      }
    }
  }

  private static String secureBoot(LogReplay replay) {
    return replay.measured().stream()
        .filter(each -> each.event().is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG))
        .filter(each -> each.binding() == Binding.DATA)
        .map(each -> EfiVariable.parse(each.event().data()))
        .filter(variable -> variable.vendor().equals(EfiVariable.GLOBAL))
        .filter(variable -> variable.name().equals("SecureBoot"))
        .map(variable -> variable.value().hex())
        .collect(Collectors.joining(","));
  }
}
