package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the CA, the clock, the revocation list, the namespace or the keys have against a caller. */
class RefusedCallerTest {
  private final KeyPair keys = TestingKeys.p256();
  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingGrid grid;
  private TestingCredential alice;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
    grid = callers.grid;
    alice = grid.user("Alice User");
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void nobody_without_a_certificate() {
    for (X509Certificate[] none : new X509Certificate[][] {null, {}}) {
      assertThat(callers.trust().callers().judge(none))
          .isInstanceOfSatisfying(
              CallerVerdict.Refused.class,
              refused ->
                  assertThat(refused.findings().get(0).reason())
                      .isEqualTo(RefusalReason.NO_CERTIFICATE));
    }
  }

  @Test
  void an_expired_certificate_also_under_a_proxy_that_is_not() {
    Instant minuteAgo = Instant.now().minusSeconds(60);
    TestingCredential old =
        grid.authority().issue(grid.userRequest("Old", keys).until(minuteAgo), keys);
    callers.refused(old, RefusalReason.EXPIRED, 0);
    callers.refused(old.proxy().issue(), RefusalReason.EXPIRED, 1);
    callers.refused(alice.proxy().until(minuteAgo).issue(), RefusalReason.EXPIRED, 0);
  }

  @Test
  void a_certificate_that_is_not_valid_yet() {
    Instant later = Instant.now().plusSeconds(600);
    TestingCredential early =
        grid.authority().issue(grid.userRequest("Early", keys).from(later), keys);
    callers.refused(early, RefusalReason.NOT_YET_VALID, 0);
    callers.refused(alice.proxy().from(later).issue(), RefusalReason.NOT_YET_VALID, 0);
  }

  @Test
  void a_revoked_certificate_and_its_proxies() {
    TestingCredential proxy = alice.proxy().issue();
    callers.accepted(proxy);
    callers.revoke(alice);
    callers.refused(alice, RefusalReason.REVOKED, 0);
    callers.refused(proxy, RefusalReason.REVOKED, 1);
  }

  @Test
  void anybody_while_the_revocation_list_is_missing_or_out_of_date() {
    grid.authority().withdraw(grid.certificates(), ".r0");
    callers.refused(alice, RefusalReason.NO_CRL, 0);
    grid.authority().publishCrl(grid.certificates(), Instant.now().minusSeconds(60));
    callers.refused(grid.user("Bob"), RefusalReason.NO_CRL, 0);
  }

  @Test
  void the_right_name_from_a_wrong_ca() {
    TestingAuthority other = grid.otherAuthority("C=XX,O=Other,CN=Other CA");
    callers.refused(
        other.issue(grid.userRequest("Alice User", keys), keys),
        RefusalReason.UNKNOWN_CA,
        Finding.WHOLE_CHAIN);
  }

  @Test
  void a_ca_that_calls_itself_like_the_trusted_one() {
    TestingAuthority twin = grid.otherAuthority("C=XX,O=Testing Grid,CN=Testing CA");
    TestingCredential forged = twin.issue(grid.userRequest("Alice User", keys), keys);
    callers.refused(forged, RefusalReason.UNKNOWN_CA, Finding.WHOLE_CHAIN);
    TestingCredential withTwin = forged.withChain(forged.leaf(), twin.certificate());
    callers.refused(withTwin, RefusalReason.UNKNOWN_CA, Finding.WHOLE_CHAIN);
    callers.refused(forged.proxy().issue(), RefusalReason.UNKNOWN_CA, Finding.WHOLE_CHAIN);
  }

  @Test
  void a_name_outside_the_namespace_of_its_ca() {
    X500Name foreign = new X500Name("C=XX,O=Other Grid,CN=Alice User");
    callers.refused(
        grid.authority().issue(grid.request(foreign, keys), keys),
        RefusalReason.NAMESPACE_VIOLATION,
        0);
  }

  @Test
  void anybody_while_the_signing_policy_is_missing() {
    grid.authority().withdraw(grid.certificates(), ".signing_policy");
    callers.refused(alice, RefusalReason.NO_NAMESPACE_POLICY, 0);
  }

  @Test
  void a_chain_of_more_certificates_than_the_cap() {
    X509Certificate[] many = Collections.nCopies(11, alice.leaf()).toArray(X509Certificate[]::new);
    callers.refused(alice.withChain(many), RefusalReason.CHAIN_TOO_LONG, Finding.WHOLE_CHAIN);
  }

  @Test
  void weak_keys_and_outdated_signatures() {
    KeyPair weak = TestingKeys.rsa(1024);
    callers.refused(grid.user("Weak", weak), RefusalReason.WEAK_KEY, 0);
    callers.refused(alice.proxy().keys(weak).issue(), RefusalReason.WEAK_KEY, 0);
    callers.refused(
        grid.authority().issue(grid.userRequest("Old", keys).algorithm("SHA1withRSA"), keys),
        RefusalReason.WEAK_SIGNATURE,
        0);
    callers.refused(
        alice.proxy().algorithm("SHA1withECDSA").issue(), RefusalReason.WEAK_SIGNATURE, 0);
  }

  @Test
  void a_ca_that_calls() {
    callers.refused(alice.withChain(grid.authority().certificate()), RefusalReason.CA_AS_CALLER, 0);
  }

  @Test
  void a_certificate_for_servers_alone() {
    TestingCredential server =
        grid.authority()
            .issue(
                grid.request(TestingGrid.name("Web"), keys, KeyPurposeId.id_kp_serverAuth), keys);
    callers.refused(server, RefusalReason.WRONG_USAGE, 0);
  }

  @Test
  void a_critical_extension_that_nobody_understands() {
    TestingCredential odd =
        grid.authority()
            .issue(
                grid.userRequest("Odd", keys)
                    .extension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, DERNull.INSTANCE),
                keys);
    assertThat(callers.judge(odd))
        .isInstanceOfSatisfying(
            CallerVerdict.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::reason)
                    .contains(RefusalReason.CRITICAL_EXTENSION));
  }

  @Test
  void with_every_reason_and_with_words_for_the_client_that_tell_nothing_of_the_site() {
    KeyPair weak = TestingKeys.rsa(1024);
    TestingCredential hopeless =
        grid.otherAuthority("C=XX,O=Other,CN=Other CA")
            .issue(grid.userRequest("Eve", weak).until(Instant.now().minusSeconds(5)), weak);
    CallerVerdict.Refused refused = (CallerVerdict.Refused) callers.judge(hopeless);
    assertThat(refused.findings())
        .extracting(Finding::reason)
        .contains(RefusalReason.EXPIRED, RefusalReason.UNKNOWN_CA, RefusalReason.WEAK_KEY);
    assertThat(refused.plain())
        .contains("expired")
        .contains("not trusted")
        .doesNotContain(folder.toString());
    assertThat(refused.detailed()).contains("certificate 0").doesNotContain("\n");
  }
}
