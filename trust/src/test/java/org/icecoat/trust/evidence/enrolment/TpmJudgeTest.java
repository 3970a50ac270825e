package org.icecoat.trust.evidence.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void an_endorsement_key_to_which_nothing_can_be_wrapped_is_refused() {
    TestingMaker maker = new TestingMaker("Maker");
    TestingTpmKey key = TestingTpmKey.ecc(TestingTpmKey.STORAGE, 0, PublicArea.Scheme.NONE);
    ClaimedTpm claims =
        new ClaimedTpm(
            List.of(
                new ClaimedTpm.Key(key.area(), Optional.of(maker.certify(key.keys().getPublic())))),
            area);
    EndorsementCertificates makers =
        new EndorsementCertificates(List.of(maker.accepted(TpmClass.HARDWARE)));
    assertThat(new TpmJudge(makers).judge(claims, NOW).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.KEY_NOT_STORAGE);
  }

  private List<Reason> judged(Optional<Octets> certificate) {
    ClaimedTpm claims = new ClaimedTpm(List.of(new ClaimedTpm.Key(area, certificate)), area);
    return new TpmJudge(new EndorsementCertificates(List.of()))
        .judge(claims, NOW).findings().stream().map(Finding::reason).toList();
  }

  @Test
  void one_certificate_that_is_revoked_speaks_against_the_whole_tpm(@TempDir Path store)
      throws Exception {
    TestingMaker maker = new TestingMaker("Maker");
    TestingTpmKey first = TestingTpmKey.storage();
    TestingTpmKey second = TestingTpmKey.storage();
    Octets revoked = maker.certify(second.keys().getPublic());
    Path folder = Files.createDirectories(store.resolve("hardware/Maker"));
    Files.write(folder.resolve("ca.der"), maker.certificate().getEncoded());
    ClaimedTpm claims =
        new ClaimedTpm(
            List.of(
                new ClaimedTpm.Key(
                    first.area(), Optional.of(maker.certify(first.keys().getPublic()))),
                new ClaimedTpm.Key(second.area(), Optional.of(revoked))),
            area);
    assertThat(judge(store).judge(claims, NOW).accepted().orElseThrow().keys()).hasSize(2);
    TestingRevocations list = new TestingRevocations(NOW.minusSeconds(60)).revoking(revoked);
    Files.write(folder.resolve("ca.crl"), maker.sign(list).bytes());
    assertThat(judge(store).judge(claims, NOW).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.CERTIFICATE_REVOKED);
  }

  private static TpmJudge judge(Path store) {
    return new TpmJudge(EndorsementCertificates.in(store));
  }
}
