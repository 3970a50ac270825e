package org.icecoat.trust.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.testing.TestingEventLog.digest;
import static org.icecoat.trust.testing.TestingEventLog.hex;
import static org.icecoat.trust.testing.TestingEventLog.record;
import static org.icecoat.trust.testing.TestingEventLog.secureBoot;
import static org.icecoat.trust.testing.TestingEventLog.usual;

import java.util.List;
import java.util.Set;
import org.icecoat.trust.eventlog.VerifiedEvent.Binding;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingQuotes;
import org.junit.jupiter.api.Test;

/** What can be done to a log beside an honest quote. */
class LogAttacksTest {
  private static final Set<Integer> PCRS = Set.of(0, 4, 7, 8);
  private static final String LOCALITY = hex("StartupLocality") + "00";
  private static final Octets NONE = digest("00");

  private final TestingQuotes quotes = new TestingQuotes();
  private final VerifiedQuote quote = quotes.of(usual().pcrs(0, 4, 7, 8));

  @Test
  void an_honest_log_is_verified_with_what_is_bound() {
    VerifiedLog log = judged(usual()).accepted().orElseThrow();
    assertThat(log.events()).hasSize(8);
    assertThat(log.events(4))
        .extracting(VerifiedEvent::binding)
        .containsExactly(Binding.NONE, Binding.DATA, Binding.DATA);
    assertThat(log.pcrs()).containsExactly(0, 4, 7, 8);
    assertThat(log.quote()).isSameAs(quote);
  }

  @Test
  void an_extra_a_dropped_and_a_doubled_event_are_refused() {
    Octets extra = record(4, EventType.EV_EFI_ACTION.id(), hash("ab"), "ab");
    refused(usual().inserted(5, extra), Reason.LOG_DIFFERS_FROM_PCR);
    refused(usual().dropped(4), Reason.LOG_DIFFERS_FROM_PCR);
    refused(usual().dropped(6), Reason.LOG_DIFFERS_FROM_PCR);
    refused(
        usual().inserted(2, record(0, EventType.EV_SEPARATOR.id(), hash("00000000"), "00000000")),
        Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void swapped_events_are_refused_in_one_pcr_and_harmless_in_two() {
    refused(usual().swapped(0, 2), Reason.LOG_DIFFERS_FROM_PCR);
    assertThat(judged(usual().swapped(2, 3)).accepted()).isPresent();
  }

  @Test
  void changed_data_with_the_digest_kept_are_refused_where_data_are_measured() {
    Octets digest = hash(secureBoot("01"));
    Octets lie = record(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG.id(), digest, secureBoot("00"));
    refused(usual().replaced(1, lie), Reason.EVENT_DATA_ALTERED);
    Octets action =
        record(4, EventType.EV_EFI_ACTION.id(), hash(hex("Calling EFI Application")), "");
    refused(usual().replaced(5, action), Reason.EVENT_DATA_ALTERED);
  }

  @Test
  void data_that_are_not_measured_are_shown_as_such() {
    Octets renamed =
        record(8, EventType.EV_IPL.id(), digest("cd"), hex("grub_cmd: linux /trusted"));
    VerifiedLog log = judged(usual().replaced(6, renamed)).accepted().orElseThrow();
    assertThat(log.events(8).get(0).binding()).isEqualTo(Binding.NONE);
  }

  @Test
  void a_renamed_event_is_refused_if_its_new_type_measures_data() {
    Octets renamed = record(4, EventType.EV_SEPARATOR.id(), digest("b0"), hex("shim"));
    refused(usual().replaced(4, renamed), Reason.EVENT_DATA_ALTERED);
  }

  @Test
  void an_event_renamed_to_one_that_is_not_extended_is_refused() {
    Octets hidden = record(4, EventType.EV_NO_ACTION.id(), digest("b0"), hex("shim"));
    refused(usual().replaced(4, hidden), Reason.EVENT_OUT_OF_PLACE, Reason.LOG_DIFFERS_FROM_PCR);
    Octets silent = record(4, EventType.EV_NO_ACTION.id(), NONE, hex("shim"));
    refused(usual().replaced(4, silent), Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void smuggled_data_are_never_seen_by_policy() {
    Octets smuggled = record(7, EventType.EV_NO_ACTION.id(), NONE, secureBoot("01"));
    VerifiedLog log = judged(usual().inserted(4, smuggled)).accepted().orElseThrow();
    assertThat(log.events()).noneMatch(each -> each.event().is(EventType.EV_NO_ACTION));
    Octets header = record(0, EventType.EV_NO_ACTION.id(), NONE, TestingEventLog.SPEC_ID);
    refused(usual().inserted(4, header), Reason.EVENT_OUT_OF_PLACE);
  }

  @Test
  void a_locality_counts_once_early_and_if_there_is_such_a_one() {
    TestingEventLog atThree =
        new TestingEventLog()
            .startingPcr0At(Octets.parse("00".repeat(31) + "03"))
            .event(0, EventType.EV_NO_ACTION, NONE, LOCALITY + "03")
            .measured(0, EventType.EV_SEPARATOR, "00000000");
    Set<Integer> zero = Set.of(0);
    VerifiedQuote quoted = quotes.of(atThree.pcrs(0));
    assertThat(LogVerifier.verify(atThree.bytes(), quoted, zero).accepted()).isPresent();
    Octets again = record(0, EventType.EV_NO_ACTION.id(), NONE, LOCALITY + "03");
    assertThat(reasons(LogVerifier.verify(atThree.inserted(1, again).bytes(), quoted, zero)))
        .containsExactly(Reason.EVENT_OUT_OF_PLACE);
    Octets late = record(0, EventType.EV_NO_ACTION.id(), NONE, LOCALITY + "00");
    refused(usual().inserted(1, late), Reason.EVENT_OUT_OF_PLACE);
    Octets odd = record(0, EventType.EV_NO_ACTION.id(), NONE, LOCALITY + "ff");
    refused(usual().inserted(0, odd), Reason.EVENT_OUT_OF_PLACE);
    Octets false3 = record(0, EventType.EV_NO_ACTION.id(), NONE, LOCALITY + "03");
    refused(usual().inserted(0, false3), Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void the_log_of_another_machine_and_no_log_are_refused() {
    TestingEventLog other = new TestingEventLog().measured(0, EventType.EV_SEPARATOR, "00000000");
    assertThat(reasons(judged(other))).containsOnly(Reason.LOG_DIFFERS_FROM_PCR).hasSize(4);
    assertThat(reasons(LogVerifier.verify(Octets.EMPTY, quote, PCRS)))
        .containsExactly(Reason.EVENT_LOG_MALFORMED);
  }

  @Test
  void a_bank_that_the_log_lacks_is_refused() {
    String sha1 =
        hex("Spec ID Event03") + "00" + "00000000" + "00020002" + "01000000040014" + "0000";
    Octets bytes = new TestingEventLog().bytes(sha1);
    assertThat(reasons(LogVerifier.verify(bytes, quote, PCRS))).contains(Reason.EVENT_UNMEASURED);
  }

  @Test
  void pcrs_that_are_not_quoted_cannot_be_asked_for() {
    assertThatThrownBy(() -> LogVerifier.verify(usual().bytes(), quote, Set.of(0, 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Verdict<VerifiedLog> judged(TestingEventLog log) {
    return LogVerifier.verify(log.bytes(), quote, PCRS);
  }

  private void refused(TestingEventLog log, Reason... reasons) {
    assertThat(reasons(judged(log))).containsExactly(reasons);
  }

  private static List<Reason> reasons(Verdict<?> verdict) {
    return verdict.findings().stream().map(Finding::reason).toList();
  }

  private static Octets hash(String data) {
    return HashAlgorithm.SHA256.hash(Octets.parse(data));
  }
}
