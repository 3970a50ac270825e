package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedProxyTest {
  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingCredential alice;
  private TestingCredential mallory;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
    alice = callers.grid.user("Alice User");
    mallory = callers.grid.user("Mallory");
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void independent_proxies_have_no_rights() {
    callers.refused(alice.proxy().independent().issue(), RefusalReason.INDEPENDENT_PROXY, 0);
    callers.refused(
        alice.proxy().independent().issue().proxy().issue(), RefusalReason.INDEPENDENT_PROXY, 1);
  }

  @Test
  void proxies_with_an_unknown_policy_have_no_rights() {
    callers.refused(alice.proxy().policy("1.2.3.4").issue(), RefusalReason.RESTRICTED_PROXY, 0);
  }

  @Test
  void proxies_older_than_the_rfc_are_refused() {
    callers.refused(alice.proxy().legacy().issue(), RefusalReason.LEGACY_PROXY, 0);
    callers.refused(alice.proxy().draft().issue(), RefusalReason.LEGACY_PROXY, 0);
  }

  @Test
  void kinds_are_not_mixed() {
    callers.refused(
        alice.proxy().legacy().issue().proxy().issue(), RefusalReason.PROXY_MALFORMED, 0);
  }

  @Test
  void a_proxy_delegated_too_far_is_refused() {
    callers.refused(
        alice.proxy().pathLimit(0).issue().proxy().issue(), RefusalReason.PROXY_PATH_TOO_LONG, 0);
    callers.refused(
        alice.proxy().pathLimit(1).issue().proxy().issue().proxy().issue(),
        RefusalReason.PROXY_PATH_TOO_LONG,
        0);
  }

  @Test
  void a_full_proxy_of_a_limited_one_is_refused() {
    callers.refused(
        alice.proxy().limited().issue().proxy().issue(), RefusalReason.PROXY_MALFORMED, 0);
  }

  @Test
  void a_certificate_that_a_user_signed_is_refused() {
    callers.refused(alice.proxy().withoutProxyInformation().issue(), RefusalReason.WRONG_ISSUER, 1);
  }

  @Test
  void a_user_who_signs_another_users_certificate_is_refused() {
    TestingCredential forged =
        mallory
            .proxy()
            .withoutProxyInformation()
            .subject("C=XX,O=Testing Grid,CN=Alice User")
            .issue();
    callers.refused(forged, RefusalReason.WRONG_ISSUER, 1);
  }

  @Test
  void a_proxy_that_is_a_ca_is_refused() {
    callers.refused(alice.proxy().thatIsAuthority().issue(), RefusalReason.PROXY_MALFORMED, 0);
  }

  @Test
  void a_proxy_whose_name_is_not_its_owners_and_one_more_is_refused() {
    TestingCredential named =
        mallory.proxy().subject("C=XX,O=Testing Grid,CN=Alice User,CN=1").issue();
    assertThat(callers.judge(named)).isInstanceOf(CallerVerdict.Refused.class);
  }

  @Test
  void a_forged_signature_is_refused() {
    callers.refused(alice.proxy().signedBy(mallory.key()).issue(), RefusalReason.BAD_SIGNATURE, 0);
    callers.refused(
        alice.proxy().signedBy(TestingKeys.rsa(2048).getPrivate()).issue(),
        RefusalReason.BAD_SIGNATURE,
        0);
  }

  @Test
  void a_proxy_without_its_owners_certificate_is_refused() {
    TestingCredential proxy = alice.proxy().issue();
    callers.refused(proxy.withChain(proxy.leaf()), RefusalReason.EEC_MISSING, Finding.WHOLE_CHAIN);
  }

  @Test
  void a_proxy_whose_extension_is_garbage_is_refused_and_breaks_nothing() {
    for (ASN1Encodable garbage :
        new ASN1Encodable[] {
          DERNull.INSTANCE,
          new DERSequence(),
          new DERSequence(new ASN1Integer(-1)),
          new DERSequence(new DERSequence(new DERUTF8String("1.2.3")))
        }) {
      callers.refused(
          alice.proxy().proxyInformation(garbage).issue(),
          RefusalReason.MALFORMED,
          Finding.WHOLE_CHAIN);
    }
  }

  @Test
  void a_strangers_certificate_slipped_in_does_not_lend_its_name() {
    TestingCredential proxy = mallory.proxy().issue();
    TestingCredential borrowed = proxy.withChain(proxy.leaf(), alice.leaf(), mallory.leaf());
    callers.refused(borrowed, RefusalReason.WRONG_ISSUER, 0);
    callers.refused(proxy.withChain(proxy.leaf(), alice.leaf()), RefusalReason.WRONG_ISSUER, 0);
  }

  @Test
  void a_leaf_that_does_not_belong_to_the_rest_is_refused_or_speaks_for_itself() {
    assertThat(callers.accepted(mallory.withChain(mallory.leaf(), alice.leaf())).dn())
        .hasToString("CN=Mallory,O=Testing Grid,C=XX");
    TestingCredential reversed = alice.withChain(alice.leaf(), alice.proxy().issue().leaf());
    assertThat(callers.judge(reversed)).isInstanceOf(CallerVerdict.Refused.class);
  }
}
