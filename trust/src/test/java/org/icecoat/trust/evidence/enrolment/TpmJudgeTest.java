package org.icecoat.trust.evidence.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingAttester;
import org.junit.jupiter.api.Test;

class TpmJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final PublicArea area = new TestingAttester().key().area();

  @Test
  void a_tpm_without_a_certificate_of_its_maker_is_refused() {
    assertThat(judged(Optional.empty())).containsExactly(Reason.CERTIFICATE_MISSING);
  }

  @Test
  void what_is_no_certificate_is_none() {
    assertThat(judged(Optional.of(Octets.parse("0102"))))
        .containsExactly(Reason.CERTIFICATE_MALFORMED);
  }

  private List<Reason> judged(Optional<Octets> certificate) {
    ClaimedTpm claims = new ClaimedTpm(List.of(new ClaimedTpm.Key(area, certificate)), area);
    return new TpmJudge(new EndorsementCertificates(List.of()))
        .judge(claims, NOW).findings().stream().map(Finding::reason).toList();
  }
}
