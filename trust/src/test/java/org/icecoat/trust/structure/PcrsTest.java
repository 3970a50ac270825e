package org.icecoat.trust.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.icecoat.trust.TrustException;
import org.junit.jupiter.api.Test;

class PcrsTest {
  private static final Octets ONES = Octets.parse("11".repeat(32));
  private static final Octets TWOS = Octets.parse("22".repeat(32));

  @Test
  void a_selection_is_sorted_and_written_as_the_tpm_does() {
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, 14, 0, 7, 23);
    assertThat(selection).hasToString("sha256:0,7,14,23");
    assertThat(selection.wire().hex()).isEqualTo("00000001000b03814080");
    WireReader reader = WireReader.of(selection.wire(), "test");
    assertThat(PcrSelection.readList(reader)).containsExactly(selection);
  }

  @Test
  void a_selection_has_each_pcr_once_and_none_above_23() {
    assertThatThrownBy(() -> PcrSelection.of(PcrBank.SHA256, 3, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PcrSelection.of(PcrBank.SHA256, 24))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_digest_runs_over_the_values_in_the_order_of_their_indexes() {
    PcrValues values = PcrValues.of(PcrBank.SHA256, Map.of(9, TWOS, 0, ONES));
    assertThat(values.digest(HashAlgorithm.SHA256))
        .isEqualTo(HashAlgorithm.SHA256.hash(ONES, TWOS));
    assertThat(values.selection()).isEqualTo(PcrSelection.of(PcrBank.SHA256, 0, 9));
    assertThat(PcrValues.of(values.selection(), List.of(ONES, TWOS))).isEqualTo(values);
  }

  @Test
  void values_of_another_number_or_length_are_refused() {
    PcrSelection two = PcrSelection.of(PcrBank.SHA256, 0, 9);
    assertThatThrownBy(() -> PcrValues.of(two, List.of(ONES))).isInstanceOf(TrustException.class);
    Octets sha1 = Octets.parse("11".repeat(20));
    assertThatThrownBy(() -> PcrValues.of(two, List.of(ONES, sha1)))
        .isInstanceOf(TrustException.class);
  }

  @Test
  void extending_hashes_the_old_value_and_the_digest() {
    assertThat(PcrBank.SHA256.extend(PcrBank.SHA256.zero(), ONES))
        .isEqualTo(HashAlgorithm.SHA256.hash(Octets.parse("00".repeat(32) + "11".repeat(32))));
  }

  @Test
  void a_counters_name_changes_when_it_is_first_written() {
    NvPublicArea fresh =
        new NvPublicArea(0x01500010, HashAlgorithm.SHA256, 0x00060016, Octets.EMPTY, 8);
    NvPublicArea written =
        new NvPublicArea(
            0x01500010, HashAlgorithm.SHA256, 0x00060016 | NvPublicArea.WRITTEN, Octets.EMPTY, 8);
    assertThat(written.isCounter()).isTrue();
    assertThat(written.name()).isNotEqualTo(fresh.name());
    assertThat(NvPublicArea.parseSized(written.sizedWire())).isEqualTo(written);
    assertThat(written.wire().hex()).isEqualTo("01500010000b2006001600000008");
  }
}
