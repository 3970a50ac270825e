package org.icecoat.trust.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.joined;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingEventLog.digest;
import static org.icecoat.trust.testing.TestingEventLog.hex;

import org.icecoat.trust.TrustException;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingEventLog;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final Octets good = TestingEventLog.usual().bytes();

  @Test
  void what_the_firmware_reserved_and_left_empty_is_no_event() {
    EventLog log = EventLog.parse(good);
    assertThat(EventLog.parse(joined(good, Octets.parse("ff".repeat(500))))).isEqualTo(log);
    assertThat(EventLog.parse(joined(good, Octets.parse("ff")))).isEqualTo(log);
    refused(joined(good, Octets.parse("ff".repeat(500) + "00")), EventLog::parse);
    refused(joined(good, Octets.parse("00".repeat(500))), EventLog::parse);
  }

  @Test
  void a_log_that_is_cut_is_refused_except_between_events() {
    int whole = EventLog.parse(good).events().size();
    int complete = 0;
    for (int length = 0; length < good.length(); length++) {
      try {
        assertThat(EventLog.parse(good.slice(0, length)).events()).hasSizeLessThan(whole);
        complete++;
      } catch (TrustException e) {
        assertThat(e).hasMessageContaining("malformed");
      }
    }
    assertThat(complete).isEqualTo(whole);
  }

  @Test
  void mutations_give_a_log_or_a_refusal() {
    TestingBytes.survivesMutation(
        good, bytes -> new LogReplay(EventLog.parse(bytes), PcrBank.SHA256), 5000);
  }

  @Test
  void sizes_and_counts_beyond_the_log_are_refused() {
    Octets huge = event(1, "0b00" + "11".repeat(32), "ffffffbf");
    refused(TestingEventLog.usual().inserted(2, huge).bytes(), EventLog::parse);
    Octets many = event(0xffffffff, "0b00" + "11".repeat(32), "00000000");
    refused(TestingEventLog.usual().inserted(2, many).bytes(), EventLog::parse);
    Octets none = event(0, "", "00000000");
    refused(TestingEventLog.usual().inserted(2, none).bytes(), EventLog::parse);
    refused(Octets.parse("00".repeat(EventLog.LONGEST + 1)), EventLog::parse);
  }

  @Test
  void undeclared_doubled_and_excess_digests_are_refused() {
    Octets sha1 = event(1, "0400" + "11".repeat(20), "00000000");
    refused(TestingEventLog.usual().inserted(2, sha1).bytes(), EventLog::parse);
    String sha256 = "0b00" + "11".repeat(32);
    String twoDeclared = spec("02000000" + "0b002000" + "04001400");
    TestingEventLog twice =
        new TestingEventLog().inserted(0, event(2, sha256 + sha256, "00000000"));
    refused(twice.bytes(twoDeclared), EventLog::parse);
    TestingEventLog excess =
        new TestingEventLog().inserted(0, event(2, sha256 + "0400" + "11".repeat(20), "00000000"));
    assertThat(EventLog.parse(excess.bytes(twoDeclared)).events()).hasSize(1);
    refused(excess.bytes(), EventLog::parse);
  }

  @Test
  void headers_that_lie_are_refused() {
    TestingEventLog empty = new TestingEventLog();
    for (String bad :
        new String[] {
          spec("00000000"),
          spec("01000000" + "0b001400"),
          spec("02000000" + "0b002000" + "0b002000"),
          spec("01000000" + "12004100"),
          spec("01000000" + "12000000"),
          spec("ffffffff" + "0b002000"),
          spec("09000000" + "0b002000"),
          TestingEventLog.SPEC_ID + "00",
          TestingEventLog.SPEC_ID.substring(0, TestingEventLog.SPEC_ID.length() - 2)
        }) {
      refused(empty.bytes(bad), EventLog::parse);
    }
    assertThat(EventLog.parse(empty.bytes(spec("01000000" + "12002000"))).banks()).isEmpty();
  }

  @Test
  void a_header_with_a_pcr_or_a_digest_is_refused() {
    refused(TestingBytes.with(good, 0, 1), EventLog::parse);
    refused(TestingBytes.with(good, 8, 1), EventLog::parse);
  }

  @Test
  void pcrs_beyond_23_are_refused() {
    Octets odd = TestingEventLog.record(24, 4, digest("11"), "00000000");
    refused(TestingEventLog.usual().inserted(2, odd).bytes(), EventLog::parse);
  }

  @Test
  void the_old_form_is_read_and_replayed() {
    Octets digest = PcrBank.SHA1.hash().hash(Octets.parse("00000000"));
    Octets event =
        WireWriter.littleEndian()
            .u32(4)
            .u32(4)
            .bytes(digest)
            .longSized(Octets.parse("00000000"))
            .written();
    EventLog log = EventLog.parse(joined(TestingEventLog.header(hex("Spec ID Event00")), event));
    assertThat(log.form()).isEqualTo(EventLog.Form.SHA1);
    LogReplay replay = new LogReplay(log, PcrBank.SHA1);
    assertThat(replay.value(4)).isEqualTo(PcrBank.SHA1.extend(PcrBank.SHA1.zero(), digest));
    assertThat(replay.found()).isEmpty();
    assertThat(new LogReplay(log, PcrBank.SHA256).found()).isNotEmpty();
    TestingBytes.survivesMutation(joined(event, event), EventLog::parse, 2000);
  }

  @Test
  void a_variable_is_read_strictly() {
    Octets bytes = Octets.parse(TestingEventLog.secureBoot("01"));
    EfiVariable variable = EfiVariable.parse(bytes);
    assertThat(variable.vendor()).isEqualTo(EfiVariable.GLOBAL);
    assertThat(variable.name()).isEqualTo("SecureBoot");
    assertThat(variable.value().hex()).isEqualTo("01");
    TestingBytes.refusedWhenCutOrLonger(bytes, EfiVariable::parse);
    TestingBytes.survivesMutation(bytes, EfiVariable::parse, 2000);
  }

  @Test
  void unknown_types_keep_their_number() {
    LogEvent event =
        EventLog.parse(
                new TestingEventLog()
                    .inserted(0, TestingEventLog.record(1, 0x80000fff, digest("11"), "00"))
                    .bytes())
            .events()
            .get(0);
    assertThat(event.type()).isEmpty();
    assertThat(event.typeName()).isEqualTo("0x80000fff");
    assertThat(event).hasToString("event 0 (0x80000fff, PCR 1)");
  }

  private static String spec(String algorithms) {
    return hex("Spec ID Event03") + "00" + "00000000" + "00020002" + algorithms + "00";
  }

  private static Octets event(int count, String digests, String size) {
    return WireWriter.littleEndian()
        .u32(1)
        .u32(1)
        .u32(count)
        .bytes(Octets.parse(digests + size))
        .written();
  }
}
