package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingBytes.refusedWhenCutOrLonger;
import static org.icecoat.trust.testing.TestingBytes.survivesMutation;
import static org.icecoat.trust.testing.TestingBytes.with;

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
}
