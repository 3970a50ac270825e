package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only administrators may do, and what a limited proxy may not. */
class RightsTest {
  private static final String NOBODYS = "6a1f0c3e-0000-4000-8000-0123456789ab";
  private static final String NODE = "<Node>node-1</Node>";
  private static final String TERMINATION =
      "<SetTerminationTime xmlns='http://docs.oasis-open.org/wsrf/rl-2'>"
          + "<RequestedLifetimeDuration>%s</RequestedLifetimeDuration></SetTerminationTime>";
  private static final String SETTING =
      "<r:SetResourceProperties xmlns:r='http://docs.oasis-open.org/wsrf/rp-2'><r:Update"
          + " xmlns='http://icecoat.org/2026/11/vm'>%s</r:Update></r:SetResourceProperties>";
  private static final String DESTROY = "<Destroy xmlns='http://docs.oasis-open.org/wsrf/rl-2'/>";

  /** What a right request holds, by operation; one that is new and missing here fails the test. */
  private static final Map<String, String> ADMINISTRATION =
      Map.ofEntries(
          Map.entry(
              "EnrolNode", NODE + "<Endpoint>https://localhost:1/plugin</Endpoint><Dn>CN=x</Dn>"),
          Map.entry("ListNodes", ""),
          Map.entry("CordonNode", NODE),
          Map.entry("UncordonNode", NODE),
          Map.entry("DrainNode", NODE + "<Wait>true</Wait>"),
          Map.entry("RemoveNode", NODE),
          Map.entry("AttestNode", NODE),
          Map.entry("GetNodeEvidence", NODE),
          Map.entry("ActivatePolicy", "<Policy>AAAA</Policy>"),
          Map.entry("ListPolicies", ""),
          Map.entry("EvictVm", "<Id>" + NOBODYS + "</Id><Why>it is old</Why>"),
          Map.entry("ListQuotas", ""),
          Map.entry("SearchHistory", ""));

  private static final Set<String> LOOKING =
      Set.of("ListNodes", "GetNodeEvidence", "ListPolicies", "ListQuotas", "SearchHistory");

  @TempDir static Path folder;
  private static TestingSite site;
  private static TestingCredential alice;
  private static Ports ports;

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
    alice = site.grid().user("Alice");
    ports = site.as("Alice");
  }

  @AfterAll
  static void end() {
    ports.close();
    site.close();
  }

  private static HostileClient limited(TestingCredential of) {
    return new HostileClient(site.tls(of.proxy().limited().issue()));
  }

  private static Answer administer(HostileClient client, String operation) {
    String body =
        "<%1$s xmlns='http://icecoat.org/2026/11/administration'>%2$s</%1$s>"
            .formatted(operation, ADMINISTRATION.get(operation));
    return client.call(site.at("/administration"), body);
  }

  @Test
  void every_operation_of_administration_is_for_administrators_only() {
    assertThat(ADMINISTRATION)
        .containsOnlyKeys(BadInputContract.operations(TestingSite.ADMINISTRATION));
    HostileClient user = new HostileClient(site.tls(alice));
    ADMINISTRATION.forEach(
        (operation, request) -> {
          Answer answer = administer(user, operation);
          assertThat(answer.turnsCallerAway()).as("%s: %s", operation, answer.body()).isTrue();
          assertThat(answer.words()).as(operation).contains("Only the factory's administrators");
        });
  }

  @Test
  void by_a_limited_proxy_an_administrator_looks_and_changes_nothing() {
    HostileClient admin = limited(site.grid().user("Admin"));
    ADMINISTRATION.forEach(
        (operation, request) -> {
          Answer answer = administer(admin, operation);
          assertThat(answer.turnsCallerAway())
              .as("%s: %s", operation, answer.body())
              .isEqualTo(!LOOKING.contains(operation));
        });
  }

  @Test
  void a_limited_proxy_starts_nothing_and_lets_nothing_grow() throws Exception {
    VmId id = site.running(ports);
    HostileClient client = limited(alice);
    for (String order : List.of("Start", "Resume", "Restart", "Recover")) {
      Answer answer = order(client, id, order);
      assertThat(answer.turnsCallerAway()).as("%s: %s", order, answer.body()).isTrue();
      assertThat(answer.words()).contains("limited proxy");
    }
    HostileClient full = new HostileClient(site.tls(alice));
    assertThat(full.call(at(id), SETTING.formatted("<MemoryMiB>256</MemoryMiB>")).done()).isTrue();
    for (String body :
        List.of(SETTING.formatted("<MemoryMiB>512</MemoryMiB>"), TERMINATION.formatted("P20D"))) {
      assertThat(client.call(at(id), body).body()).contains("have more or longer with this proxy");
    }
    assertThat(order(client, id, "Pause").done()).isTrue();
    TrustedVm vm = ports.port(TestingSite.VM, at(id));
    site.await(vm, VmStateType.PAUSED);
    assertThat(client.call(at(id), TERMINATION.formatted("PT1H")).done()).isTrue();
    assertThat(client.call(at(id), DESTROY).done()).isTrue();
    site.await(vm, VmStateType.DESTROYED);
  }

  @Test
  void by_a_limited_proxy_an_administrator_gives_no_orders_to_another_s_vm() throws Exception {
    VmId id = site.running(ports);
    HostileClient admin = limited(site.grid().user("Admin"));
    assertThat(order(admin, id, "Pause").turnsCallerAway()).isTrue();
    assertThat(order(admin, id, "Shutdown").turnsCallerAway()).isTrue();
    for (String body :
        List.of(
            DESTROY,
            SETTING.formatted("<Name>mine</Name>"),
            SETTING.formatted("<Cpus>2</Cpus>"),
            TERMINATION.formatted("PT1H"))) {
      assertThat(admin.call(at(id), body).body()).contains("Fault>").contains("limited proxy");
    }
    site.await(ports.port(TestingSite.VM, at(id)), VmStateType.RUNNING);
    assertThat(new HostileClient(site.tls(alice)).call(at(id), DESTROY).done()).isTrue();
  }

  private static Answer order(HostileClient client, VmId id, String order) {
    return client.call(at(id), "<" + order + " xmlns='http://icecoat.org/2026/11/vm'/>");
  }

  private static URI at(VmId id) {
    return site.at("/vm/" + id);
  }
}
