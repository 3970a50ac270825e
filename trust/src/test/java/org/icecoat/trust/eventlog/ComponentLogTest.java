package org.icecoat.trust.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.testing.TestingBytes.joined;
import static org.icecoat.trust.testing.TestingBytes.refused;

import java.util.List;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingQuotes;
import org.junit.jupiter.api.Test;

class ComponentLogTest {
  private static final int PCR = 15;
  private static final MeasuredComponent QEMU =
      new MeasuredComponent("qemu", "/usr/bin/qemu-system-x86_64", Sha256.parse("a1".repeat(32)));
  private static final MeasuredComponent LIBVIRT =
      new MeasuredComponent("libvirt", "9.0.0 (ü)", Sha256.parse("a2".repeat(32)));

  private final ComponentLog log = new ComponentLog(PCR, List.of(QEMU, LIBVIRT));
  private final TestingQuotes quotes = new TestingQuotes();

  @Test
  void a_log_is_written_record_by_record_and_read_back() {
    Octets bytes =
        joined(
            ComponentLog.header(),
            joined(ComponentLog.record(PCR, QEMU), ComponentLog.record(PCR, LIBVIRT)));
    assertThat(log.encoded()).isEqualTo(bytes);
    assertThat(ComponentLog.parse(bytes, PCR)).isEqualTo(log);
    EventLog events = EventLog.parse(bytes);
    assertThat(new LogReplay(events, PcrBank.SHA256).value(PCR)).isEqualTo(log.replay());
  }

  @Test
  void nothing_but_such_a_log_is_read() {
    Octets bytes = log.encoded();
    refused(bytes, wire -> ComponentLog.parse(wire, 14));
    refused(joined(bytes, Octets.parse("ffff")), wire -> ComponentLog.parse(wire, PCR));
    refused(TestingEventLog.usual().bytes(), wire -> ComponentLog.parse(wire, PCR));
    Octets renamed = bytes.slice(0, bytes.length() - ComponentLog.record(PCR, LIBVIRT).length());
    Octets action = TestingEventLog.record(PCR, 5, Octets.parse("a2".repeat(32)), "613d62");
    refused(joined(renamed, action), wire -> ComponentLog.parse(wire, PCR));
    TestingBytes.survivesMutation(bytes, wire -> ComponentLog.parse(wire, PCR), 3000);
  }

  @Test
  void a_log_that_is_cut_is_refused_except_between_records() {
    int complete = 0;
    for (int length = 0; length < log.encoded().length(); length++) {
      try {
        ComponentLog.parse(log.encoded().slice(0, length), PCR);
        complete++;
      } catch (TrustException e) {
        assertThat(e).hasMessageContaining("malformed");
      }
    }
    assertThat(complete).isEqualTo(2);
  }

  @Test
  void texts_that_could_deceive_are_refused() {
    for (String bad : new String[] {"613d6200", "3d62", "6162", "613d620a63", "613dc3", "413d62"}) {
      Octets event = TestingEventLog.record(PCR, 0xd, Octets.parse("a2".repeat(32)), bad);
      refused(joined(ComponentLog.header(), event), wire -> ComponentLog.parse(wire, PCR));
    }
    for (String description : new String[] {"a\nb", "\u0000", "\u009b", "x".repeat(513)}) {
      assertThatThrownBy(() -> new MeasuredComponent("a", description, QEMU.digest()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_log_that_leads_to_the_quoted_pcr_is_verified() {
    VerifiedComponents components =
        VerifiedComponents.verify(log.encoded(), quote(log.replay()), PCR).accepted().orElseThrow();
    assertThat(components.components()).containsExactly(QEMU, LIBVIRT);
  }

  @Test
  void another_digest_order_or_number_of_components_is_refused() {
    VerifiedQuote quote = quote(log.replay());
    MeasuredComponent changed =
        new MeasuredComponent("qemu", QEMU.description(), Sha256.parse("a3".repeat(32)));
    for (List<MeasuredComponent> others :
        List.of(
            List.of(changed, LIBVIRT),
            List.of(LIBVIRT, QEMU),
            List.of(QEMU),
            List.of(QEMU, LIBVIRT, LIBVIRT),
            List.<MeasuredComponent>of())) {
      Octets bytes = new ComponentLog(PCR, others).encoded();
      assertThat(VerifiedComponents.verify(bytes, quote, PCR).findings())
          .extracting(Finding::reason)
          .containsExactly(Reason.LOG_DIFFERS_FROM_PCR);
    }
    assertThat(VerifiedComponents.verify(Octets.EMPTY, quote, PCR).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.COMPONENT_LOG_MALFORMED);
  }

  @Test
  void only_pcrs_that_software_cannot_reset_hold_components() {
    for (int pcr : new int[] {-1, 7, 16, 23}) {
      assertThatThrownBy(() -> new ComponentLog(pcr, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    VerifiedQuote quote = quote(log.replay());
    assertThatThrownBy(() -> VerifiedComponents.verify(log.encoded(), quote, 14))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private VerifiedQuote quote(Octets value) {
    return quotes.of(PcrValues.of(PcrBank.SHA256, Map.of(PCR, value)));
  }
}
