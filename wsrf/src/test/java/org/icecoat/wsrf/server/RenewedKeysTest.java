package org.icecoat.wsrf.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.icecoat.wsrf.pki.TestingCa;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.pki.TestingRenewableKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenewedKeysTest {
  private static final long A_SECOND = RenewedKeys.LOOK_EVERY.toNanos();

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger forgotten = new AtomicInteger();
  private TestingCa ca;
  private TestingIdentity first;
  private TestingRenewableKeys keys;
  private RenewedKeys renewed;

  @BeforeEach
  void a_server() throws Exception {
    ca = new TestingCa("CA");
    first = ca.issue("CN=localhost", "localhost");
    keys = new TestingRenewableKeys(first);
    renewed = new RenewedKeys(keys, forgotten::incrementAndGet, nanoTime::get);
  }

  @Test
  void the_certificate_of_now_is_not_old() {
    assertThat(renewed.isOld(certificate(first))).isFalse();
    assertThat(renewed.isOld(null)).isFalse();
    assertThat(forgotten).hasValue(0);
  }

  @Test
  void a_renewed_one_is_seen_a_second_later_and_sessions_are_forgotten_once() throws Exception {
    assertThat(renewed.isOld(certificate(first))).isFalse();
    keys.renew(ca.issue("CN=localhost", "localhost"));
    nanoTime.addAndGet(A_SECOND);
    assertThat(renewed.isOld(certificate(first))).isTrue();
    assertThat(renewed.isOld(certificate(first))).isTrue();
    assertThat(forgotten).hasValue(1);
  }

  @Test
  void a_thousand_calls_within_a_second_look_once() {
    for (int i = 0; i < 1000; i++) {
      assertThat(renewed.isOld(certificate(first))).isFalse();
    }
    assertThat(keys.choices()).isEqualTo(1);
    nanoTime.addAndGet(A_SECOND);
    assertThat(renewed.isOld(certificate(first))).isFalse();
    assertThat(keys.choices()).isEqualTo(2);
  }

  @Test
  void a_renewed_one_with_another_type_of_key_is_seen_too() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    keys.renew(ca.issue(rsa.generateKeyPair(), "CN=localhost", "localhost"));
    assertThat(renewed.isOld(certificate(first))).isTrue();
  }

  private static Certificate certificate(TestingIdentity identity) {
    return identity.chain().get(0);
  }
}
