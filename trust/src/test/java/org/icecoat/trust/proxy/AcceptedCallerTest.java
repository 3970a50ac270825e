package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.credential.ProxyKind;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedCallerTest {
  private static final Dn ALICE = Dn.parse("CN=Alice User,O=Testing Grid,C=XX");

  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingCredential alice;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
    alice = callers.grid.user("Alice User");
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void an_end_entity_certificate_is_its_own_name() {
    AuthenticatedCaller caller = callers.accepted(alice);
    assertThat(caller.dn()).isEqualTo(ALICE);
    assertThat(caller.byProxy()).isFalse();
    assertThat(caller.limited()).isFalse();
    assertThat(caller.attributes()).isEmpty();
    assertThat(caller.chain()).containsExactly(alice.leaf());
    assertThat(caller.withFullRights()).isInstanceOf(CallerVerdict.Authenticated.class);
  }

  @Test
  void a_proxy_and_a_proxy_of_it_have_the_name_of_their_owner() {
    TestingCredential proxy = alice.proxy().issue();
    assertThat(callers.accepted(proxy).dn()).isEqualTo(ALICE);
    assertThat(callers.accepted(proxy.proxy().issue()).dn()).isEqualTo(ALICE);
    assertThat(callers.accepted(proxy).byProxy()).isTrue();
  }

  @Test
  void rsa_is_as_good_as_elliptic_curves() {
    TestingCredential carol = callers.grid.user("Carol", TestingKeys.rsa(2048));
    assertThat(callers.accepted(carol.proxy().keys(TestingKeys.rsa(2048)).issue()).dn())
        .isEqualTo(Dn.parse("CN=Carol,O=Testing Grid,C=XX"));
  }

  @Test
  void a_path_limit_that_is_kept_does_not_matter() {
    TestingCredential once = alice.proxy().pathLimit(1).issue().proxy().issue();
    assertThat(callers.accepted(once).dn()).isEqualTo(ALICE);
  }

  @Test
  void the_ca_may_be_sent_along() {
    TestingCredential whole = alice.withChain(alice.leaf(), callers.grid.authority().certificate());
    assertThat(callers.accepted(whole).dn()).isEqualTo(ALICE);
  }

  @Test
  void a_limited_proxy_is_accepted_but_has_no_full_rights() {
    AuthenticatedCaller caller = callers.accepted(alice.proxy().limited().issue());
    assertThat(caller.limited()).isTrue();
    assertThat(caller.withFullRights())
        .isInstanceOfSatisfying(
            CallerVerdict.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::reason)
                    .containsExactly(RefusalReason.LIMITED_PROXY));
  }

  @Test
  void whatever_comes_of_a_limited_proxy_is_limited() {
    TestingCredential below = alice.proxy().limited().issue().proxy().limited().issue();
    assertThat(callers.accepted(below).limited()).isTrue();
  }

  @Test
  void a_proxy_that_outlives_its_parent_ends_with_it() {
    Instant end = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    TestingCredential longer =
        alice.proxy().until(end).issue().proxy().until(end.plusSeconds(7200)).issue();
    assertThat(callers.accepted(longer).expires()).isEqualTo(end);
  }

  @Test
  void older_and_independent_proxies_are_accepted_where_the_site_says_so() {
    CallerRules lenient =
        new CallerRules(
            Set.of(ProxyKind.RFC3820, ProxyKind.LEGACY, ProxyKind.DRAFT, ProxyKind.INDEPENDENT),
            null,
            null);
    try (TestingCallers site = TestingCallers.trusting(callers.grid, lenient, Clock.systemUTC())) {
      assertThat(site.accepted(alice.proxy().legacy().issue()).dn()).isEqualTo(ALICE);
      assertThat(site.accepted(alice.proxy().draft().issue()).dn()).isEqualTo(ALICE);
      assertThat(site.accepted(alice.proxy().independent().issue()).dn()).isEqualTo(ALICE);
    }
  }

  @Test
  void a_certificate_that_names_no_purpose_or_any_purpose_may_call() {
    var keys = TestingKeys.p256();
    TestingGrid grid = callers.grid;
    callers.accepted(grid.authority().issue(grid.request(TestingGrid.name("Any"), keys), keys));
    callers.accepted(
        grid.authority()
            .issue(
                grid.request(TestingGrid.name("Any"), keys, KeyPurposeId.anyExtendedKeyUsage),
                keys));
  }
}
