package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyVerifierTest {
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
  void a_signed_policy_is_accepted_with_its_exact_bytes_signer_and_time() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    SignedPolicy policy = signers.verifier().verify(pem).accepted().orElseThrow();
    assertThat(policy.document().yaml()).isEqualTo(TestingSigners.octets(TestingSigners.POLICY));
    assertThat(policy.signer()).isEqualTo(Dn.parse("CN=Alice,O=Testing Grid,C=XX"));
    assertThat(policy.signed())
        .isBetween(signers.clock.instant().minusSeconds(1), signers.clock.instant());
    assertThat(policy.pem()).isEqualTo(pem);
    assertThat(policy.id().version()).isEqualTo(3);
  }

  @Test
  void rsa_keys_sign_as_well() {
    TestingCredential alice = signers.grid.user("Alice", TestingKeys.rsa(2048));
    assertThat(doubts(signers.sign(alice, signers.clock))).isEmpty();
  }

  @Test
  void a_chain_with_its_root_is_judged_as_one_without() {
    TestingCredential alice =
        signers.alice.withChain(signers.alice.leaf(), signers.grid.authority().certificate());
    assertThat(doubts(signers.sign(alice, signers.clock))).isEmpty();
    TestingAuthority other = signers.grid.otherAuthority("C=XX,O=Other,CN=CA");
    TestingCredential forged = signers.forged(other, "Alice");
    TestingCredential whole = forged.withChain(forged.leaf(), other.certificate());
    assertThat(doubts(signers.sign(whole, signers.clock))).containsExactly(Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void somebody_else_of_the_same_grid_may_not_sign() {
    TestingCredential mallory = signers.grid.user("Mallory");
    assertThat(doubts(signers.sign(mallory, signers.clock)))
        .containsExactly(Doubt.SIGNER_NOT_ALLOWED);
  }

  @Test
  void to_show_a_policy_any_trusted_signer_will_do() {
    Octets pem = signers.sign(signers.grid.user("Mallory"), signers.clock);
    assertThat(signers.showing().verify(pem).accepted()).isPresent();
    Octets forged = signers.sign(signers.grid.otherAuthority("C=XX,O=Other,CN=CA"), "Alice");
    assertThat(doubts(signers.showing().verify(forged))).containsExactly(Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void alices_name_from_another_ca_does_not_count() {
    TestingAuthority other = signers.grid.otherAuthority("C=XX,O=Testing Grid,CN=Testing CA");
    assertThat(doubts(signers.sign(other, "Alice"))).contains(Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_proxy_that_alice_delegated_does_not_sign_in_her_name() {
    TestingCredential proxy = signers.alice.proxy().issue();
    assertThat(doubts(signers.sign(proxy, signers.clock))).contains(Doubt.SIGNER_IS_PROXY);
  }

  @Test
  void a_certificate_that_has_expired_signs_nothing_new() {
    TestingCredential old = valid(Duration.ofHours(-20), Duration.ofHours(-10));
    Clock then = Clock.fixed(signers.clock.instant().minus(Duration.ofHours(15)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(old, then))).containsExactly(Doubt.SIGNER_UNTRUSTED);
    assertThat(doubts(signers.sign(old, signers.clock)))
        .containsExactly(Doubt.TIME_OUTSIDE_CERTIFICATE, Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_policy_that_was_accepted_outlives_its_signers_certificate() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    PolicyDocument document = TestingSigners.document(TestingSigners.POLICY);
    signers.clock.advance(Duration.ofDays(4000));
    assertThat(doubts(pem)).contains(Doubt.SIGNER_UNTRUSTED);
    assertThat(signers.verifier().reopen(pem, document.digest()).accepted()).isPresent();
  }

  @Test
  void what_was_accepted_is_reopened_only_as_it_was() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    PolicyDocument other = TestingSigners.document(TestingSigners.POLICY + "# x\n");
    assertThat(doubts(signers.verifier().reopen(pem, other.digest())))
        .containsExactly(Doubt.DOCUMENT_DIFFERS);
    Octets mallorys = signers.sign(signers.grid.user("Mallory"), signers.clock);
    PolicyDocument same = TestingSigners.document(TestingSigners.POLICY);
    assertThat(doubts(signers.verifier().reopen(mallorys, same.digest())))
        .containsExactly(Doubt.SIGNER_NOT_ALLOWED);
  }

  @Test
  void what_was_kept_is_not_reopened_if_its_signer_was_never_trusted() {
    TestingAuthority other = signers.grid.otherAuthority("C=XX,O=Testing Grid,CN=Testing CA");
    TestingCredential forged = signers.forged(other, "Alice");
    PolicyDocument document = TestingSigners.document(TestingSigners.POLICY);
    Octets pem = signers.sign(forged, signers.clock);
    assertThat(doubts(signers.verifier().reopen(pem, document.digest())))
        .containsExactly(Doubt.SIGNER_UNTRUSTED);
    signers.clock.advance(Duration.ofDays(4000));
    assertThat(doubts(signers.verifier().reopen(pem, document.digest())))
        .containsExactly(Doubt.SIGNER_UNTRUSTED);
    Octets proxys = signers.sign(signers.alice.proxy().issue(), signers.clock);
    assertThat(doubts(signers.verifier().reopen(proxys, document.digest()))).isNotEmpty();
  }

  @Test
  void a_revoked_certificate_signs_nothing_new() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    signers.grid.revoke(signers.alice.leaf());
    Awaitility.await()
        .untilAsserted(() -> assertThat(doubts(pem)).containsExactly(Doubt.SIGNER_UNTRUSTED));
    PolicyDocument document = TestingSigners.document(TestingSigners.POLICY);
    assertThat(doubts(signers.verifier().reopen(pem, document.digest()))).isEmpty();
  }

  @Test
  void a_signature_of_tomorrow_or_of_before_the_certificate_is_refused() {
    Instant now = signers.clock.instant();
    Clock tomorrow = Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(signers.alice, tomorrow)))
        .containsExactly(Doubt.SIGNED_IN_FUTURE);
    Clock past = Clock.fixed(now.minus(Duration.ofDays(2)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(signers.alice, past)))
        .containsExactly(Doubt.TIME_OUTSIDE_CERTIFICATE);
  }

  @Test
  void a_certificate_that_is_not_for_signing_signs_nothing() {
    TestingCredential sealing =
        signers
            .grid
            .authority()
            .issue(
                signers
                    .grid
                    .authority()
                    .certificate(TestingGrid.name("Alice"), signers.alice.keys())
                    .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment)),
                signers.alice.keys());
    assertThat(doubts(signers.sign(sealing, signers.clock))).contains(Doubt.SIGNER_NOT_SIGNING);
  }

  private List<Doubt> doubts(Octets pem) {
    return doubts(signers.verifier().verify(pem));
  }

  private static List<Doubt> doubts(PolicyVerdict verdict) {
    return verdict.findings().stream().map(PolicyVerdict.Finding::doubt).toList();
  }

  private TestingCredential valid(Duration from, Duration until) {
    Instant now = signers.clock.instant();
    return signers
        .grid
        .authority()
        .issue(
            signers
                .grid
                .userRequest("Alice", signers.alice.keys())
                .from(now.plus(from))
                .until(now.plus(until)),
            signers.alice.keys());
  }
}
