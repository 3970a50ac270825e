package org.icecoat.trust.evidence.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;
import org.junit.jupiter.api.Test;

class VmStatementTest {
  private final VmStatement whole = TestingStatements.of(TestingStatements.VM);

  @Test
  void what_was_written_is_read_again() {
    assertThat(VmStatement.parse(whole.encoded())).isEqualTo(whole);
    VmStatement least = TestingStatements.least();
    assertThat(VmStatement.parse(least.encoded())).isEqualTo(least);
  }

  @Test
  void the_form_is_the_one_that_is_documented() {
    Octets expected =
        WireWriter.bigEndian()
            .bytes(text("icecoat-vm-statement-1"))
            .longSized(text("7f3a09c2-1111-4222-8333-444455556666"))
            .u64(2)
            .longSized(text("CN=Alice,O=Grid"))
            .bytes(Octets.parse("1a".repeat(32)))
            .u8(1)
            .bytes(Octets.parse("2b".repeat(32)))
            .bytes(Octets.parse("3c".repeat(32)))
            .u8(1)
            .bytes(Octets.parse("4d".repeat(32)))
            .longSized(text("RUNNING"))
            .u64(1_772_366_400_123_456L)
            .written();
    assertThat(whole.encoded()).isEqualTo(expected);
  }

  @Test
  void what_is_cut_at_any_byte_or_goes_on_is_refused() {
    Octets encoded = whole.encoded();
    for (int length = 0; length < encoded.length(); length++) {
      refused(encoded.slice(0, length));
    }
    refused(WireWriter.bigEndian().bytes(encoded).u8(0).written());
  }

  @Test
  void another_byte_anywhere_is_refused_or_another_statement() {
    byte[] bytes = whole.encoded().bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x20;
      try {
        Sha256 digest = VmStatement.parse(Octets.of(changed)).digest();
        assertThat(digest).as("byte %d", i).isNotEqualTo(whole.digest());
      } catch (TrustException e) {
        assertThat(e.fault()).isEqualTo(TrustFault.STRUCTURE_MALFORMED);
      }
    }
  }

  @Test
  void the_same_in_other_bytes_is_refused() {
    String encoded = whole.encoded().hex();
    String loud = text("7F3A09C2-1111-4222-8333-444455556666").hex();
    refused(
        Octets.parse(encoded.replace(text("7f3a09c2-1111-4222-8333-444455556666").hex(), loud)));
    refused(
        Octets.parse(
            encoded.replace(text("CN=Alice,O=Grid").hex(), text("cn=Alice,o=Grid").hex())));
  }

  private static void refused(Octets encoded) {
    assertThatThrownBy(() -> VmStatement.parse(encoded))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.STRUCTURE_MALFORMED));
  }

  private static Octets text(String value) {
    return Octets.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
