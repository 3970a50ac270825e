package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingBytes.refusedWhenCutOrLonger;
import static org.icecoat.trust.testing.TestingBytes.survivesMutation;
import static org.icecoat.trust.testing.TestingBytes.with;

import java.util.List;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Evidence.Logs;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private final Evidence evidence =
      new Evidence(
          Octets.parse("01"),
          new SignedAttestation(Octets.parse("0202"), Octets.parse("03")),
          Octets.parse("04"),
          new Logs(Octets.parse("05"), Octets.EMPTY, Octets.parse("0707")));

  @Test
  void evidence_is_written_and_read_back() {
    Evidence read = Evidence.parse(evidence.encoded());
    assertThat(read).isEqualTo(evidence);
    assertThat(read.digest()).isEqualTo(evidence.digest());
  }

  @Test
  void a_byte_that_moves_from_one_part_to_the_next_changes_the_digest() {
    Evidence moved =
        new Evidence(
            Octets.parse("01"),
            new SignedAttestation(Octets.parse("02"), Octets.parse("0203")),
            Octets.parse("04"),
            evidence.logs());
    assertThat(moved.digest()).isNotEqualTo(evidence.digest());
  }

  @Test
  void damaged_evidence_is_refused_or_read_as_something_else() {
    refusedWhenCutOrLonger(evidence.encoded(), Evidence::parse);
    survivesMutation(evidence.encoded(), Evidence::parse, 1000);
    refused(with(evidence.encoded(), 0, 0), Evidence::parse);
    refused(with(evidence.encoded(), 18, 0xff), Evidence::parse);
  }

  @Test
  void a_part_of_the_kernel_s_list_says_where_it_begins_and_whether_there_is_more() {
    ImaFrom from = new ImaFrom(3, Octets.parse("ab".repeat(32)));
    for (Logs logs : List.of(logs(from, false), logs(from, true), logs(ImaFrom.FIRST, true))) {
      Evidence part = of(logs);
      assertThat(Evidence.parse(part.encoded())).isEqualTo(part);
      assertThat(part.digest()).isNotEqualTo(evidence.digest());
      refusedWhenCutOrLonger(part.encoded(), Evidence::parse);
      survivesMutation(part.encoded(), Evidence::parse, 1000);
    }
  }

  @Test
  void a_place_that_is_none_and_a_whole_list_written_as_a_part_are_refused() {
    Octets part = of(logs(ImaFrom.FIRST, true)).encoded();
    int end = part.length();
    refused(with(part, end - 1, 0), Evidence::parse);
    refused(with(part, end - 1, 2), Evidence::parse);
    refused(with(part, end - 6, 1), Evidence::parse);
    Octets further = of(logs(new ImaFrom(1, Octets.parse("ab".repeat(32))), true)).encoded();
    refused(with(further, end - 13, 0x80), Evidence::parse);
    refused(with(further, end - 6, 0), Evidence::parse);
    assertThatThrownBy(() -> new ImaFrom(0, Octets.parse("ab".repeat(32))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImaFrom(1, Octets.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_part_that_is_longer_than_16_mib_is_refused() {
    Octets line = Octets.of(new byte[(1 << 24) + 1]);
    Logs huge = new Logs(Octets.EMPTY, Octets.EMPTY, line, ImaFrom.FIRST, true);
    refused(of(huge).encoded(), Evidence::parse);
  }

  private static Logs logs(ImaFrom from, boolean more) {
    return new Logs(Octets.parse("05"), Octets.EMPTY, Octets.parse("0707"), from, more);
  }

  private Evidence of(Logs logs) {
    return new Evidence(evidence.attestationKey(), evidence.quote(), evidence.pcrValues(), logs);
  }
}
