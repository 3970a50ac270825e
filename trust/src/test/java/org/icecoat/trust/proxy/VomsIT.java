package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.icecoat.domain.identity.VoName;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VO attributes that {@code voms-proxy-fake} signed with the certificate of a VOMS server. */
class VomsIT {
  private static final String EXTENSION = "1.3.6.1.4.1.8005.100.100.5";
  private static final String[] FQANS = {
    "/testvo/Role=NULL/Capability=NULL", "/testvo/analysis/Role=production/Capability=NULL"
  };

  @TempDir private Path folder;
  private TestingGrid grid;
  private TestingCredential server;
  private TestingTools tools;

  @BeforeEach
  void makeGrid() {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    server = grid.host(TestingKeys.rsa(2048), "voms.example.org", "voms.example.org");
    tools = new TestingTools(grid, grid.user("Alice User", TestingKeys.rsa(2048)), folder);
  }

  @Test
  void attributes_of_a_trusted_server_are_known_the_primary_one_first() {
    X509Certificate[] proxy = proxyWithAttributes();
    assertThat(attributes(tools.vomsDirectory(server, "testvo"), proxy))
        .containsExactly(new VoName("/testvo"), new VoName("/testvo/analysis/Role=production"));
  }

  @Test
  void attributes_of_a_server_that_is_not_trusted_do_not_count() {
    X509Certificate[] proxy = proxyWithAttributes();
    TestingCredential other = grid.host("other.example.org", "other.example.org");
    assertThat(attributes(tools.vomsDirectory(other, "testvo"), proxy)).isEmpty();
  }

  @Test
  void a_server_that_is_trusted_for_another_vo_does_not_count() {
    X509Certificate[] proxy = proxyWithAttributes();
    assertThat(attributes(tools.vomsDirectory(server, "othervo"), proxy)).isEmpty();
  }

  @Test
  void a_server_cannot_speak_for_a_vo_that_it_is_not_trusted_for() {
    Path file = tools.vomsProxyFake(server, "othervo", FQANS[0], "/othervo", "/othervo2/x");
    X509Certificate[] proxy =
        PemCredential.read(file).chain().certificates().toArray(X509Certificate[]::new);
    assertThat(attributes(tools.vomsDirectory(server, "othervo"), proxy))
        .containsExactly(new VoName("/othervo"));
  }

  @Test
  void without_a_directory_of_servers_nobody_has_attributes() {
    assertThat(attributes((Path) null, proxyWithAttributes())).isEmpty();
  }

  @Test
  void attributes_of_a_revoked_server_do_not_count() {
    X509Certificate[] proxy = proxyWithAttributes();
    grid.revoke(server.leaf());
    assertThat(attributes(tools.vomsDirectory(server, "testvo"), proxy)).isEmpty();
  }

  @Test
  void attributes_copied_into_anothers_proxy_do_not_count() {
    byte[] wrapped = proxyWithAttributes()[0].getExtensionValue(EXTENSION);
    byte[] stolen = ASN1OctetString.getInstance(wrapped).getOctets();
    TestingCredential mallory = grid.user("Mallory").proxy().attributeCertificates(stolen).issue();
    assertThat(attributes(tools.vomsDirectory(server, "testvo"), mallory.chain())).isEmpty();
  }

  @Test
  void a_server_that_comes_to_be_trusted_counts_without_a_restart() {
    X509Certificate[] proxy = proxyWithAttributes();
    TestingCredential other = grid.host("other.example.org", "other.example.org");
    Path directory = tools.vomsDirectory(other, "testvo");
    try (GridTrust trust = GridTrust.open(anchors(directory), Clock.systemUTC())) {
      assertThat(attributes(trust, proxy)).isEmpty();
      tools.vomsDirectory(server, "testvo");
      assertThat(attributes(trust, proxy)).hasSize(2);
    }
  }

  private X509Certificate[] proxyWithAttributes() {
    Path file = tools.vomsProxyFake(server, "testvo", FQANS);
    assertThat(Files.exists(file)).isTrue();
    return PemCredential.read(file).chain().certificates().toArray(X509Certificate[]::new);
  }

  private List<VoName> attributes(Path vomsDirectory, X509Certificate... chain) {
    try (GridTrust trust = GridTrust.open(anchors(vomsDirectory), Clock.systemUTC())) {
      return attributes(trust, chain);
    }
  }

  private static List<VoName> attributes(GridTrust trust, X509Certificate... chain) {
    CallerVerdict verdict = trust.callers().judge(chain);
    assertThat(verdict).isInstanceOf(CallerVerdict.Authenticated.class);
    return ((CallerVerdict.Authenticated) verdict).caller().attributes();
  }

  private TrustAnchors anchors(Path vomsDirectory) {
    return new TrustAnchors(
        grid.certificates(),
        Duration.ofMillis(1),
        null,
        null,
        vomsDirectory,
        new CallerRules(null, null, Duration.ZERO));
  }
}
