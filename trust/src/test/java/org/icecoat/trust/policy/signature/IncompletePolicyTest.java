package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.icecoat.trust.testing.TestingCms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures of somebody who may sign, in which something is missing. */
class IncompletePolicyTest {
  @TempDir private Path folder;
  private TestingSigners signers;

  @BeforeEach
  void open() {
    signers = new TestingSigners(folder);
  }

  @AfterEach
  void close() {
    signers.close();
  }

  @Test
  void one_with_all_that_belongs_in_it_is_accepted() {
    assertThat(doubts(alices())).isEmpty();
  }

  @Test
  void a_signature_that_does_not_say_when_it_was_made_is_refused() {
    assertThat(doubts(alices().at())).containsExactly(Doubt.TIME_MISSING);
    assertThat(doubts(alices().withoutAttributes())).containsExactly(Doubt.TIME_MISSING);
  }

  @Test
  void a_signature_that_says_twice_when_it_was_made_does_not_say_it() {
    Instant now = signers.now();
    assertThat(doubts(alices().at(now, now.minusSeconds(60))))
        .containsExactly(Doubt.SIGNATURE_WRONG, Doubt.TIME_MISSING);
  }

  @Test
  void a_signature_without_the_certificate_of_its_signer_is_refused() {
    assertThat(doubts(alices().withoutCertificates())).containsExactly(Doubt.CERTIFICATE_MISSING);
  }

  private TestingCms alices() {
    return new TestingCms(signers.alice, signers.now());
  }

  private List<Doubt> doubts(TestingCms cms) {
    return signers
        .verifier()
        .verify(cms.sign(TestingSigners.octets(TestingSigners.POLICY)))
        .findings()
        .stream()
        .map(PolicyVerdict.Finding::doubt)
        .toList();
  }
}
