package org.icecoat.trust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.Test;

class LogBytesTest {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid,C=XX");
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final LogEntry REGISTRATION =
      LogEntry.registration(TestingImages.hmmer(), AT, CAROL);
  private static final LogEntry RETIREMENT =
      LogEntry.retirement(
          TestingImages.hmmer(), new LogEntry.Act(AT, CAROL, new Line("has a hole, ä")));
  private static final int MUTATIONS = 20_000;

  @Test
  void an_entry_is_read_as_it_was_written() {
    assertThat(LogEntry.parse(REGISTRATION.bytes())).isEqualTo(REGISTRATION);
    assertThat(LogEntry.parse(RETIREMENT.bytes())).isEqualTo(RETIREMENT);
    assertThat(REGISTRATION.leaf()).isNotEqualTo(RETIREMENT.leaf());
  }

  @Test
  void the_bytes_are_those_of_the_documentation() {
    assertThat(new String(REGISTRATION.bytes(), 0, 20, StandardCharsets.US_ASCII))
        .isEqualTo("icecoat-log-entry-1\n");
    assertThat(HexFormat.of().formatHex(REGISTRATION.bytes()))
        .startsWith(
            "69636563 6f61742d 6c6f672d 656e7472 792d310a 01 0000000c".replace(" ", "")
                + HexFormat.of().formatHex("REGISTRATION".getBytes(StandardCharsets.US_ASCII))
                + "02 00000020".replace(" ", "")
                + TestingImages.hmmer().id().digest().hex())
        .endsWith(
            "08 00000014".replace(" ", "")
                + HexFormat.of()
                    .formatHex("CN=Carol,O=Grid,C=XX".getBytes(StandardCharsets.US_ASCII))
                + "0900000000");
  }

  @Test
  void truncated_or_lengthened_bytes_are_no_entry_and_no_remembered_head() {
    refusesEveryTruncation(RETIREMENT.bytes(), LogEntry::parse);
    refusesEveryTruncation(remembered().encoded(), RememberedHead::decode);
  }

  @Test
  void mutated_bytes_are_refused_or_are_another_entry() {
    Random random = new Random(20261123);
    byte[] bytes = RETIREMENT.bytes();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutated(bytes, random);
      try {
        assertThat(LogEntry.parse(mutated).bytes()).isEqualTo(mutated);
      } catch (TrustException e) {
        assertThat(e.fault()).isEqualTo(TrustFault.LOG_MALFORMED);
      }
    }
  }

  @Test
  void a_remembered_head_with_any_bit_changed_is_refused() {
    byte[] bytes = remembered().encoded();
    assertThat(RememberedHead.decode(bytes).encoded()).isEqualTo(bytes);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> RememberedHead.decode(changed)).isInstanceOf(TrustException.class);
    }
  }

  @Test
  void a_key_of_another_curve_or_kind_is_no_log_key() {
    assertThatThrownBy(() -> LogKey.of(TestingLog.pair("secp384r1").getPublic()))
        .isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> LogKey.decode(new byte[91])).isInstanceOf(TrustException.class);
    assertThatThrownBy(() -> LogKey.decode(new byte[9000])).isInstanceOf(TrustException.class);
    LogKey key = new TestingLog().key();
    assertThat(LogKey.decode(key.encoded())).isEqualTo(key);
  }

  @Test
  void an_intention_is_no_signature_of_the_head() {
    TestingLog log = new TestingLog();
    TreeHead head = log.head();
    for (OptionalLong opening : List.of(OptionalLong.empty(), OptionalLong.of(7))) {
      SignedTreeHead intended =
          new SignedTreeHead(head, log.signature(head.intendedBytes(opening)));
      assertThat(log.key().intends(intended, opening)).isTrue();
      assertThat(log.key().intends(intended, OptionalLong.of(8))).isFalse();
      assertThat(log.key().signed(intended)).isFalse();
      assertThat(log.key().intends(log.sign(head), opening)).isFalse();
    }
  }

  private static RememberedHead remembered() {
    TestingLog log = new TestingLog();
    log.append(REGISTRATION);
    return new RememberedHead(log.sign(log.head()), log.key());
  }

  private static void refusesEveryTruncation(byte[] bytes, Function<byte[], ?> reader) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.apply(cut)).isInstanceOf(TrustException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> reader.apply(longer)).isInstanceOf(TrustException.class);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }
}
