package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingCertificate;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers of two CAs, whose certificates, signing policies and lists lie in one directory. */
class TwoAuthoritiesTest {
  private final KeyPair keys = TestingKeys.p256();
  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingGrid grid;
  private TestingAuthority second;
  private TestingCredential alice;
  private TestingCredential bob;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
    grid = callers.grid;
    second = grid.otherAuthority("C=XX,O=Second Grid,CN=Second CA");
    second.publish(grid.certificates(), "/C=XX/O=Second Grid/*");
    alice = grid.user("Alice");
    bob = second("Bob");
  }

  private TestingCredential second(String name) {
    return second.issue(request(name), keys);
  }

  private TestingCertificate request(String name) {
    X500Name subject = new X500Name("C=XX,O=Second Grid,CN=" + name);
    return grid.request(subject, keys, KeyPurposeId.id_kp_clientAuth);
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void both_are_accepted_with_their_proxies() {
    assertThat(callers.judge(alice))
        .as("" + callers.judge(alice))
        .isInstanceOf(CallerVerdict.Authenticated.class);
    assertThat(callers.judge(bob))
        .as("" + callers.judge(bob))
        .isInstanceOf(CallerVerdict.Authenticated.class);
    callers.accepted(alice.proxy().issue());
    callers.accepted(bob.proxy().issue());
  }

  @Test
  void each_is_refused_for_what_its_own_ca_has_against_it() {
    callers.revoke(alice);
    callers.refused(alice, RefusalReason.REVOKED, 0);
    callers.accepted(bob);
    second.revoke(bob.leaf());
    second.publishCrl(grid.certificates());
    callers.reload();
    callers.refused(bob, RefusalReason.REVOKED, 0);
    callers.refused(bob.proxy().issue(), RefusalReason.REVOKED, 1);
  }

  @Test
  void neither_may_sign_names_of_the_other() {
    callers.refused(
        second.issue(grid.userRequest("Alice", keys), keys), RefusalReason.NAMESPACE_VIOLATION, 0);
    callers.accepted(bob);
  }

  @Test
  void the_list_of_one_is_no_list_of_the_other() {
    second.withdraw(grid.certificates(), ".r0");
    callers.refused(bob, RefusalReason.NO_CRL, 0);
    callers.accepted(alice);
    second.publishCrl(grid.certificates(), Instant.now().minusSeconds(60));
    callers.reload();
    callers.refused(second("Carol"), RefusalReason.NO_CRL, 0);
    callers.accepted(alice);
  }

  @Test
  void a_certificate_that_names_another_key_of_its_ca_has_no_ca_here_and_can_be_read() {
    TestingAuthority twin = grid.otherAuthority("C=XX,O=Second Grid,CN=Second CA");
    TestingCredential old = twin.issue(request("Bob"), keys);
    assertThat(((CallerVerdict.Refused) callers.judge(old)).findings())
        .extracting(Finding::reason)
        .containsOnly(RefusalReason.UNKNOWN_CA);
    TestingCredential ended =
        twin.issue(request("Bob").until(Instant.now().minusSeconds(60)), keys);
    assertThat(((CallerVerdict.Refused) callers.judge(ended)).findings())
        .extracting(Finding::reason)
        .containsOnly(RefusalReason.UNKNOWN_CA, RefusalReason.EXPIRED);
  }
}
