package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.credential.ProxyFile;
import org.icecoat.trust.credential.ProxyMaker;
import org.icecoat.trust.credential.ProxyRequest;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingTools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that real tools made, over TLS to a real server; and ours, read by real tools. */
class RealToolsIT {
  private static final String ALICE = "CN=Alice User,O=Testing Grid,C=XX";

  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingGrid grid;
  private TestingTools tools;
  private TestingTlsServer server;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    callers = TestingCallers.in(folder);
    grid = callers.grid;
    tools = new TestingTools(grid, grid.user("Alice User", TestingKeys.rsa(2048)), folder);
    TestingCredential host = grid.host("localhost", "localhost");
    server =
        new TestingTlsServer(
            PemKeys.of(
                host.writeCertificate(folder.resolve("hostcert.pem")),
                host.writeKey(folder.resolve("hostkey.pem"))),
            callers.trust());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    callers.close();
  }

  @Test
  void a_proxy_of_grid_proxy_init_is_accepted() throws IOException, GeneralSecurityException {
    known(tools.gridProxyInit(), ALICE + " (proxy)");
  }

  @Test
  void a_proxy_of_a_proxy_of_grid_proxy_init_is_accepted()
      throws IOException, GeneralSecurityException {
    tools.gridProxyInit();
    known(
        tools
            .gridProxyInit("-cert", "proxy", "-key", "proxy", "-out", "proxy2")
            .resolveSibling("proxy2"),
        ALICE + " (proxy)");
  }

  @Test
  void a_limited_proxy_of_grid_proxy_init_is_seen_as_limited()
      throws IOException, GeneralSecurityException {
    known(tools.gridProxyInit("-limited"), ALICE + " (limited proxy)");
  }

  @Test
  void an_independent_proxy_of_grid_proxy_init_is_refused()
      throws IOException, GeneralSecurityException {
    known(tools.gridProxyInit("-independent"), RefusalReason.INDEPENDENT_PROXY.plain());
  }

  @Test
  void a_legacy_proxy_of_grid_proxy_init_is_refused() throws IOException, GeneralSecurityException {
    known(tools.gridProxyInit("-old"), RefusalReason.LEGACY_PROXY.plain());
  }

  @Test
  void a_proxy_of_arcproxy_is_accepted() throws IOException, GeneralSecurityException {
    known(tools.arcproxy(), ALICE + " (proxy)");
  }

  @Test
  void a_proxy_of_voms_proxy_fake_is_accepted() throws IOException, GeneralSecurityException {
    TestingCredential voms =
        grid.host(TestingKeys.rsa(2048), "voms.example.org", "voms.example.org");
    known(
        tools.vomsProxyFake(voms, "testvo", "/testvo/Role=NULL/Capability=NULL"),
        ALICE + " (proxy)");
  }

  @Test
  void real_tools_read_and_verify_our_proxy() {
    ProxyMaker maker = new ProxyMaker(Clock.systemUTC(), new SecureRandom());
    PemCredential alice =
        PemCredential.read(
            folder.resolve("usercert.pem"), folder.resolve("userkey.pem"), PassphraseSource.NONE);
    for (ProxyRequest.KeyKind kind : ProxyRequest.KeyKind.values()) {
      ProxyRequest request = new ProxyRequest(Duration.ofHours(2), true, kind);
      ProxyFile.write(folder.resolve("ours"), maker.make(alice, request));
      assertThat(tools.run(List.of("grid-proxy-info", "-file", "ours")))
          .contains("identity : /C=XX/O=Testing Grid/CN=Alice User")
          .contains("RFC 3820 compliant limited proxy");
      assertThat(tools.run(List.of("voms-proxy-info", "-file", "ours", "-all")))
          .contains("RFC compliant");
      assertThat(
              tools.run(
                  List.of(
                      "openssl",
                      "verify",
                      "-allow_proxy_certs",
                      "-CApath",
                      grid.certificates().toString(),
                      "-untrusted",
                      "ours",
                      "ours")))
          .contains("ours: OK");
    }
  }

  private void known(Path proxy, String who) throws IOException, GeneralSecurityException {
    for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
      assertThat(ask(proxy, protocol)).isEqualTo(who);
    }
  }

  private String ask(Path proxy, String protocol) throws IOException, GeneralSecurityException {
    return new TestingTlsClient(PemKeys.ofProxy(proxy), callers.trust(), protocol)
        .ask("localhost", server.port());
  }
}
