package org.icecoat.wsrf.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.icecoat.wsrf.pki.TestingCa;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private static X509Certificate certificate(String subject, String... names) throws Exception {
    return new TestingCa("CA").issue(subject, names).chain().get(0);
  }

  @Test
  void alternative_names_decide_and_the_common_name_only_without_them() throws Exception {
    X509Certificate named = certificate("CN=a.example", "b.example", "*.c.example");
    assertThat(HostNames.covers(named, "B.example")).isTrue();
    assertThat(HostNames.covers(named, "x.c.example")).isTrue();
    assertThat(HostNames.covers(named, "a.example")).isFalse();
    assertThat(HostNames.covers(named, "x.y.c.example")).isFalse();
    assertThat(HostNames.covers(named, "c.example")).isFalse();
    X509Certificate grid = certificate("CN=host/a.example");
    assertThat(HostNames.covers(grid, "a.example")).isTrue();
    assertThat(HostNames.covers(certificate("CN=x", "*.example"), "a.example")).isFalse();
  }

  @Test
  void an_address_needs_a_certificate_for_the_address() throws Exception {
    X509Certificate numbered = certificate("CN=10.0.0.2", "10.0.0.1");
    assertThat(HostNames.covers(numbered, "10.0.0.1")).isTrue();
    assertThat(HostNames.covers(numbered, "10.0.0.2")).isFalse();
    assertThat(HostNames.covers(certificate("CN=10.0.0.3"), "10.0.0.3")).isFalse();
  }
}
