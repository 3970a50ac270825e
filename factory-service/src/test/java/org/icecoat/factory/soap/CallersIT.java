package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.icecoat.trust.proxy.RefusalReason;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingTools;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.HostileClient;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is calling a real factory, and who only says so. */
class CallersIT {
  private static final String LIST = "<ListVms xmlns='http://icecoat.org/2026/11/factory'/>";
  private static final String DEPLOY =
      "<DeployVm xmlns='http://icecoat.org/2026/11/factory'><Token>%s</Token>"
          + "<Request><Image/></Request></DeployVm>";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static TestingSite site;
  private static TestingGrid grid;
  private static TestingCredential alice;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static final Logger JUDGE =
      (Logger) LoggerFactory.getLogger("org.icecoat.trust.proxy.CallerAuthenticator");

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
    grid = site.grid();
    alice = grid.user("Alice");
    LOG.start();
    JUDGE.setLevel(Level.INFO);
    JUDGE.addAppender(LOG);
  }

  @AfterAll
  static void end() {
    JUDGE.detachAppender(LOG);
    JUDGE.setLevel(null);
    site.close();
  }

  private static HostileClient client(TestingCredential credential) {
    return new HostileClient(site.tls(credential));
  }

  private static Answer call(HostileClient client, String body) {
    return client.call(site.at("/factory"), body);
  }

  @Test
  void chains_that_are_not_acceptable_do_not_get_in_each_for_its_own_reason() {
    Instant ago = Instant.now().minusSeconds(60);
    KeyPair keys = TestingKeys.p256();
    X500Name elsewhere = new X500Name("C=XX,O=Other Grid,CN=Alice");
    Map<TestingCredential, RefusalReason> refused =
        Map.of(
            alice.proxy().until(ago).issue(), RefusalReason.EXPIRED,
            grid.otherAuthority("C=XX,O=Other,CN=Other CA")
                    .issue(grid.userRequest("Alice", keys), keys),
                RefusalReason.UNKNOWN_CA,
            grid.authority().issue(grid.request(elsewhere, keys), keys),
                RefusalReason.NAMESPACE_VIOLATION,
            alice.proxy().independent().issue(), RefusalReason.INDEPENDENT_PROXY,
            alice.proxy().legacy().issue(), RefusalReason.LEGACY_PROXY,
            alice.proxy().draft().issue(), RefusalReason.LEGACY_PROXY,
            alice.proxy().pathLimit(0).issue().proxy().issue(), RefusalReason.PROXY_PATH_TOO_LONG,
            alice.proxy().limited().issue().proxy().issue(), RefusalReason.PROXY_MALFORMED,
            alice.proxy().signedBy(keys.getPrivate()).issue(), RefusalReason.BAD_SIGNATURE);
    refused.forEach(CallersIT::assertDoesNotGetIn);
  }

  @Test
  void a_revoked_certificate_and_its_proxy_do_not_get_in() {
    TestingCredential former = grid.user("Former");
    grid.revoke(former.leaf());
    assertDoesNotGetIn(former, RefusalReason.REVOKED);
    assertDoesNotGetIn(former.proxy().issue(), RefusalReason.REVOKED);
  }

  private static void assertDoesNotGetIn(TestingCredential credential, RefusalReason reason) {
    LOG.list.clear();
    Answer answer = call(client(credential), LIST);
    assertThat(answer.words()).as(reason.name()).contains(reason.plain());
    assertThat(answer.body()).contains(">NOT_AUTHENTICATED<");
    answer.assertTypedFault(reason, Set.of());
    awaitLogged(reason);
  }

  @Test
  void who_shows_no_certificate_is_told_so() throws GeneralSecurityException {
    TlsMaterial nobody = new TlsMaterial(null, site.tls(alice).trust());
    assertThat(call(new HostileClient(nobody), LIST).words()).startsWith("No certificate was sent");
  }

  private static void awaitLogged(RefusalReason reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(List.copyOf(LOG.list))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anySatisfy(line -> assertThat(line).contains(reason.name())));
  }

  @Test
  void a_revocation_counts_on_a_connection_that_is_open() {
    TestingCredential rita = grid.user("Rita");
    HostileClient client = client(rita.proxy().issue());
    assertThat(call(client, LIST).done()).isTrue();
    grid.revoke(rita.leaf());
    assertIsShutOut(client, RefusalReason.REVOKED);
  }

  @Test
  void a_proxy_that_ends_meanwhile_is_shut_out_of_its_connection() {
    HostileClient client = client(alice.proxy().until(Instant.now().plusSeconds(6)).issue());
    assertThat(call(client, LIST).done()).isTrue();
    assertIsShutOut(client, RefusalReason.EXPIRED);
  }

  @Test
  void a_proxy_does_not_outlive_the_one_it_was_made_from() {
    TestingCredential parent = alice.proxy().until(Instant.now().plusSeconds(6)).issue();
    HostileClient client = client(parent.proxy().issue());
    assertThat(call(client, LIST).done()).isTrue();
    assertIsShutOut(client, RefusalReason.EXPIRED);
  }

  private static void assertIsShutOut(HostileClient client, RefusalReason reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Answer answer = call(client, LIST);
              answer.assertTypedFault(reason, Set.of());
              assertThat(answer.words()).isEqualTo(reason.plain());
            });
    awaitLogged(reason);
  }

  @Test
  void a_limited_proxy_looks_but_does_not_deploy() {
    HostileClient client = client(alice.proxy().limited().issue());
    assertThat(call(client, LIST).done()).isTrue();
    Answer answer = call(client, DEPLOY.formatted("limited-0001"));
    assertThat(answer.detail())
        .hasValueSatisfying(
            name -> assertThat(name.getLocalPart()).isEqualTo("NotAuthorizedFault"));
    assertThat(answer.words()).contains("limited proxy");
    assertThat(call(client(alice), LIST).body()).doesNotContain("Handle");
  }

  @Test
  void a_node_reports_by_its_host_certificate_and_not_by_a_proxy_of_it() {
    TestingCredential host = grid.host("node-1", "localhost");
    String report =
        "<ReportEvents xmlns='http://icecoat.org/2026/11/plugin'>"
            + "<Node>node-1</Node></ReportEvents>";
    Answer itself = client(host).call(site.at("/node-events"), report);
    assertThat(itself.done()).as(itself.body()).isTrue();
    Answer byProxy = client(host.proxy().issue()).call(site.at("/node-events"), report);
    assertFault(byProxy, "NotAuthorizedFault");
    assertThat(byProxy.words()).contains("by its host certificate");
  }

  @Test
  void members_of_a_vo_deploy_by_its_rule_and_only_with_its_attributes() {
    TestingCredential server =
        grid.host(TestingKeys.rsa(2048), "voms.example.org", "voms.example.org");
    TestingCredential vera = grid.user("Vera", TestingKeys.rsa(2048));
    TestingTools tools = new TestingTools(grid, vera, folder);
    tools.vomsDirectory(server, "testvo");
    Path proxy = tools.vomsProxyFake(server, "testvo", "/testvo/Role=NULL/Capability=NULL");
    HostileClient member = new HostileClient(site.tls(proxy));
    assertFault(call(client(vera), DEPLOY.formatted("no-vo-00001")), "NotAuthorizedFault");
    Answer deployed = call(member, DEPLOY.formatted("vo-000001"));
    assertThat(deployed.done()).as(deployed.body()).isTrue();
    await().atMost(PATIENCE).until(() -> site.plugin.owners().contains(List.of("/testvo")));
    assertFault(call(member, DEPLOY.formatted("vo-000002")), "QuotaExceededFault");
    String other = "/othervo/Role=NULL/Capability=NULL";
    HostileClient stranger =
        new HostileClient(site.tls(tools.vomsProxyFake(server, "othervo", other)));
    assertFault(call(stranger, DEPLOY.formatted("vo-000003")), "NotAuthorizedFault");
  }

  private static void assertFault(Answer answer, String name) {
    assertThat(answer.detail())
        .as(answer.body())
        .hasValueSatisfying(fault -> assertThat(fault.getLocalPart()).isEqualTo(name));
  }
}
