package org.icecoat.factory.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.store.VmHistoryStore.Line;
import org.icecoat.factory.store.VmHistoryStore.Search;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.access.Caller;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators are told of everybody's VMs: their histories, and their owners' quotas. */
abstract class HistoryContract {
  private static final Search ALL = Search.newest(HistorySearch.MOST);
  private static final Duration HOUR = Duration.ofHours(1);

  private TestingFactory factory;
  private Instant beginning;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    factory = new TestingFactory(emptyDatabase()).begin();
    factory.withRule(
        new AccessRule(TestingFactory.ALICE.dn(), null, true, 3L, 8L, null, Duration.ofDays(2)));
    factory.nodes.with("node-1", new Capacity(8, 8192, 100_000));
    factory.enrol("node-1");
    beginning = factory.clock.instant();
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private Vm running(Caller owner, String token) {
    Vm vm =
        factory
            .factory()
            .deployments()
            .deploy(
                owner,
                new ClientToken("token-000-" + token),
                TestingFactory.wish(),
                Optional.empty());
    return factory.await(vm.id(), VmState.RUNNING);
  }

  private HistorySearch.Page find(Search search) {
    return factory.factory().histories().find(TestingFactory.ADMIN, search);
  }

  private static Search by(Vm vm) {
    return new Search(
        Optional.of(vm.id()),
        ALL.owner(),
        ALL.node(),
        ALL.event(),
        ALL.since(),
        ALL.until(),
        ALL.before(),
        ALL.most());
  }

  private static Search of(Dn owner, Optional<NodeName> node, Optional<String> event) {
    return new Search(
        ALL.vm(),
        Optional.of(owner),
        node,
        event,
        ALL.since(),
        ALL.until(),
        ALL.before(),
        ALL.most());
  }

  private static Search between(Instant since, Instant until) {
    return new Search(
        ALL.vm(),
        ALL.owner(),
        ALL.node(),
        ALL.event(),
        Optional.of(since),
        Optional.of(until),
        ALL.before(),
        ALL.most());
  }

  private static Search page(OptionalLong before, int most) {
    return new Search(
        ALL.vm(), ALL.owner(), ALL.node(), ALL.event(), ALL.since(), ALL.until(), before, most);
  }

  private List<VmId> vms(Search search) {
    return find(search).lines().stream().map(Line::vm).distinct().toList();
  }

  @Test
  void entries_are_found_by_vm_owner_node_event_and_time() {
    Vm alices = running(TestingFactory.ALICE, "alices");
    factory.clock.advance(HOUR.dividedBy(2));
    Vm bobs = running(TestingFactory.BOB, "bobs");
    List<HistoryEntry> history = new ArrayList<>(factory.factory().finder().history(alices));
    java.util.Collections.reverse(history);
    assertThat(find(by(alices)).lines()).extracting(Line::entry).isEqualTo(history);
    assertThat(vms(ALL)).containsExactlyInAnyOrder(alices.id(), bobs.id());
    Dn bob = TestingFactory.BOB.dn();
    NodeName node = new NodeName("node-1");
    assertThat(vms(of(bob, Optional.of(node), Optional.empty()))).containsExactly(bobs.id());
    assertThat(vms(of(bob, Optional.of(new NodeName("node-2")), Optional.empty()))).isEmpty();
    assertThat(find(of(bob, Optional.empty(), Optional.of("placed"))).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.owner()).isEqualTo(bob))
        .satisfies(line -> assertThat(line.node()).contains(node));
    Instant half = beginning.plus(HOUR.dividedBy(4));
    assertThat(vms(between(beginning, half))).containsExactly(alices.id());
    assertThat(vms(between(half, half.plus(HOUR)))).contains(bobs.id());
  }

  @Test
  void a_node_that_a_vm_leaves_is_told_and_none_while_it_is_on_none() {
    Vm vm = running(TestingFactory.ALICE, "one");
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.DESTROYED);
    List<Line> lines = find(by(vm)).lines();
    assertThat(lines.get(0).entry().state()).isEqualTo(VmState.DESTROYED);
    assertThat(lines.get(0).node()).contains(new NodeName("node-1"));
    assertThat(lines.get(lines.size() - 1).entry().event()).isEqualTo("accepted");
    assertThat(lines.get(lines.size() - 1).node()).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_a_gap() {
    running(TestingFactory.ALICE, "one");
    List<Line> whole = find(ALL).lines();
    HistorySearch.Page first = find(page(OptionalLong.empty(), 2));
    assertThat(first.more()).isTrue();
    assertThat(first.lines()).isEqualTo(whole.subList(0, 2));
    OptionalLong before = OptionalLong.of(first.lines().get(1).number());
    HistorySearch.Page rest = find(page(before, whole.size() - 2));
    assertThat(rest.lines()).isEqualTo(whole.subList(2, whole.size()));
    assertThat(rest.more()).isFalse();
  }

  @Test
  void quotas_are_told_with_their_use_and_the_rule_that_counts() {
    running(TestingFactory.ALICE, "one");
    running(TestingFactory.ALICE, "two");
    QuotaReport.Page told = factory.factory().quotas().all(TestingFactory.ADMIN, 10);
    assertThat(told.more()).isFalse();
    assertThat(told.quotas())
        .extracting(quota -> quota.owner().dn())
        .containsExactly(TestingFactory.ALICE.dn(), TestingFactory.BOB.dn());
    OwnerQuota alices = told.quotas().get(0);
    assertThat(alices.rule()).isEqualTo(TestingFactory.ALICE.dn().toString());
    assertThat(alices.used().vms()).isEqualTo(2);
    assertThat(alices.used().taken()).isEqualTo(new Capacity(2, 512, 2048));
    assertThat(alices.grant().quota().vms()).isEqualTo(3);
    assertThat(alices.grant().longestLease()).isEqualTo(Duration.ofDays(2));
    assertThat(told.quotas().get(1).used().vms()).isZero();
    assertThat(factory.factory().quotas().all(TestingFactory.ADMIN, 1).more()).isTrue();
  }

  @Test
  void an_owner_of_whom_nobody_knows_has_the_quota_of_everyone() {
    Dn zoe = Dn.parse("CN=Zoe,O=Grid");
    OwnerQuota hers = factory.factory().quotas().of(TestingFactory.ADMIN, zoe);
    assertThat(hers.rule()).isEqualTo("everyone");
    assertThat(hers.grant().deploy()).isFalse();
    assertThat(hers.used().vms()).isZero();
  }

  @Test
  void what_an_owner_showed_at_the_last_deployment_says_which_rule_counts() {
    VoName biomed = new VoName("/biomed");
    running(new Caller(TestingFactory.ALICE.dn(), List.of(biomed)), "member");
    OwnerQuota alices =
        factory.factory().quotas().of(TestingFactory.ADMIN, TestingFactory.ALICE.dn());
    assertThat(alices.owner().vos()).containsExactly(biomed);
  }

  @Test
  void nobody_else_is_told() {
    Caller alice = TestingFactory.ALICE;
    assertThatThrownBy(() -> factory.factory().histories().find(alice, ALL))
        .isInstanceOf(FactoryException.class);
    assertThatThrownBy(() -> factory.factory().quotas().all(alice, 10))
        .isInstanceOf(FactoryException.class);
    assertThatThrownBy(() -> factory.factory().quotas().of(alice, alice.dn()))
        .isInstanceOf(FactoryException.class);
  }
}
