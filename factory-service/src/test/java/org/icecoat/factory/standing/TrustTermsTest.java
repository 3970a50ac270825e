package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.icecoat.factory.testing.TestingFactory.ALICE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A VM comes only to a node that proved enough, lately enough. */
class TrustTermsTest extends TrustedFactory {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-10M", "PT29.999S", "P32D", "PT876000H"})
  void a_maximal_age_is_neither_nothing_nor_for_ever(String age) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noOlderThan(Duration.parse(age)))
        .withMessageContaining("30 seconds to 31 days");
  }

  @Test
  void a_policy_that_is_not_in_force_is_refused_by_name() {
    TrustTerms other =
        new TrustTerms(Optional.of(new PolicyName("other")), Optional.empty(), LossAction.NOTIFY);
    refused(FactoryFault.POLICY_UNKNOWN, () -> factory.deploy("1", wish(other)))
        .hasMessageContaining("no policy 'other' is in force here; there are: site, strict");
    refused(
        FactoryFault.POLICY_UNKNOWN,
        () -> factory.factory().deployments().match(ALICE, wish(other)));
  }

  @Test
  void a_factory_that_asks_nobody_promises_nothing() {
    try (TestingFactory blind =
        new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("blind"))).begin()) {
      refused(FactoryFault.NOT_ATTESTED, () -> blind.deploy("1", wish(terms(LossAction.DESTROY))))
          .hasMessageContaining("asks no node to prove what it runs");
      blind.nodes.with("node-1", new Capacity(8, 8192, 100_000));
      blind.enrol("node-1");
      Vm vm = blind.await(blind.deploy("2", TestingFactory.wish()).id(), VmState.RUNNING);
      assertThat(blind.factory().trustKeeper().view(vm, blind.clock.instant())).isEmpty();
    }
  }

  @Test
  void a_vm_that_demands_nothing_shows_what_its_node_proved_and_nothing_comes_of_it() {
    Vm vm = running(TestingFactory.wish());
    assertThat(view(vm).terms()).isEmpty();
    assertThat(standing(vm).kind()).isEqualTo(Standing.Kind.TRUSTED);
    assertThat(standing(vm).result().orElseThrow().evidence()).isPresent();
    distrust(vm);
    assertThat(standing(vm).kind()).isEqualTo(Standing.Kind.REJECTED);
    assertThat(standing(vm).reasons()).containsExactly("qemu was changed");
    TrustKeeper keeper = factory.factory().trustKeeper();
    Instant now = factory.clock.instant();
    assertThat(keeper.demand(vm, now)).isEmpty();
    assertThat(keeper.due(vm.node().orElseThrow(), List.of(vm), now)).isEmpty();
    assertThat(FactoryPart.parse(receipt(vm)).trust()).isEmpty();
  }

  @Test
  void a_vm_comes_to_the_node_that_its_own_policy_trusts() {
    proofs.reject(TestingProofs.STRICT, "node-1", "its TPM is software");
    proofs.attest(factory, "node-1");
    TrustTerms strict =
        new TrustTerms(Optional.of(TestingProofs.STRICT), Optional.empty(), LossAction.NOTIFY);
    assertThat(factory.factory().deployments().match(ALICE, wish(strict)).nodes().reasons())
        .singleElement()
        .returns("node-1", Reason::subject)
        .satisfies(reason -> assertThat(reason.description()).contains("its TPM is software"));
    Vm vm = factory.await(factory.deploy("1", wish(strict)).id(), VmState.RUNNING);
    assertThat(nodeOf(vm)).isEqualTo("node-2");
  }

  @Test
  void a_proof_that_is_too_old_is_asked_for_again_before_the_node_is_used() {
    factory.clock.advance(Duration.ofMinutes(1));
    int before = proofs.asked();
    Vm vm = running(wish(noOlderThan(Duration.ofSeconds(40))));
    assertThat(proofs.asked()).isGreaterThan(before);
    Standing standing = standing(vm);
    assertThat(standing.kind()).isEqualTo(Standing.Kind.TRUSTED);
    assertThat(standing.until())
        .contains(standing.result().orElseThrow().at().plus(Duration.ofSeconds(40)));
    long drives = factory.nodes.count("expect");
    var unused =
        factory.await(factory.deploy("2", wish(terms(LossAction.PAUSE))).id(), VmState.RUNNING);
    assertThat(factory.nodes.count("expect")).as("drives that asked").isEqualTo(drives);
  }

  /** Nodes are asked on a timer, too: then a drive finds a proof that is young enough. */
  @Test
  void a_node_that_is_asked_for_a_proof_gets_the_image_beside_that_and_nothing_of_the_client() {
    Map<String, Integer> proved = new ConcurrentHashMap<>();
    factory.nodes.beforeEach(
        call -> proved.put(call.substring(0, call.indexOf(' ')), proofs.asked()));
    for (int token = 1; !proved.containsKey("expect"); token++) {
      proved.clear();
      factory.clock.advance(Duration.ofMinutes(1));
      running(Integer.toString(token), wish(noOlderThan(Duration.ofSeconds(40))));
    }
    assertThat(proved.get("prepare")).isGreaterThan(proved.get("expect"));
  }

  @Test
  void a_node_that_gets_nothing_beforehand_is_ordered_to_all_the_same() {
    factory.clock.advance(Duration.ofMinutes(1));
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("expect ")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "No such operation.");
          }
        });
    assertThat(standing(running(wish(noOlderThan(Duration.ofSeconds(40))))).kind())
        .isEqualTo(Standing.Kind.TRUSTED);
  }

  @Test
  void a_receipt_names_the_evidence_by_which_the_node_was_trusted() {
    Vm vm = running(wish(terms(LossAction.PAUSE)));
    TrustResult judged = standing(vm).result().orElseThrow();
    FactoryPart.Trust stated = FactoryPart.parse(receipt(vm)).trust().orElseThrow();
    assertThat(stated.verdict()).isEqualTo(FactoryPart.Verdict.TRUSTED);
    assertThat(stated.evidence()).isPresent().isEqualTo(judged.evidence());
    assertThat(stated.at()).contains(judged.at());
    assertThat(stated.policy()).isPresent().isEqualTo(judged.policy());
  }

  @Test
  void a_proof_that_has_run_out_is_renewed_before_the_node_is_used() {
    factory.clock.advance(TestingProofs.VALID.plusMinutes(1));
    int before = proofs.asked();
    Vm vm = running(wish(terms(LossAction.PAUSE)));
    assertThat(proofs.asked()).isGreaterThan(before);
    assertThat(standing(vm).kind()).isEqualTo(Standing.Kind.TRUSTED);
  }

  @Test
  void a_node_whose_proof_has_run_out_and_that_renews_it_not_gets_no_vm() {
    factory.clock.advance(TestingProofs.VALID.plusMinutes(1));
    proofs.silence("node-1", true);
    proofs.silence("node-2", true);
    Vm vm = factory.deploy("1", wish(terms(LossAction.NOTIFY)));
    secondsPassUntil(() -> assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.FAILED));
    assertThat(factory.find(vm.id()).life().failure().orElseThrow().description())
        .contains("node-1 proves nothing now", "node-2 proves nothing now");
    assertThat(factory.nodes.count("prepare")).isZero();
  }

  @Test
  void a_node_that_proves_nothing_afresh_is_left_for_another() {
    factory.clock.advance(Duration.ofMinutes(1));
    proofs.silence("node-1", true);
    for (String token : List.of("1", "2", "3")) {
      Vm vm = factory.deploy(token, wish(noOlderThan(Duration.ofSeconds(40))));
      secondsPassUntil(() -> assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING));
      assertThat(nodeOf(factory.find(vm.id()))).isEqualTo("node-2");
    }
    assertThat(factory.nodes.on("node-1")).isEmpty();
  }

  @Test
  void a_node_found_out_by_its_fresh_proof_is_left_and_the_reason_told() {
    factory.clock.advance(Duration.ofMinutes(1));
    proofs.reject(TestingProofs.SITE, "node-1", "qemu was changed");
    proofs.reject(TestingProofs.SITE, "node-2", "libvirt was changed");
    assertThat(refusal()).contains("qemu was changed", "libvirt was changed");
    assertThat(factory.nodes.count("prepare")).isZero();
  }

  @Test
  void a_node_that_was_found_out_before_is_named_beside_the_one_that_was_tried() {
    factory.clock.advance(Duration.ofMinutes(1));
    distrust("node-1");
    proofs.reject(TestingProofs.SITE, "node-2", "libvirt was changed");
    assertThat(refusal()).containsSubsequence("libvirt was changed", "qemu was changed");
  }

  /** What is told of a deployment for which no node is trusted enough. */
  private String refusal() {
    Vm vm = factory.deploy("1", wish(noOlderThan(Duration.ofSeconds(40))));
    VmFailure failure = factory.await(vm.id(), VmState.FAILED).life().failure().orElseThrow();
    assertThat(failure.code()).isEqualTo("NOT_TRUSTED");
    return failure.description();
  }

  @Test
  void trust_is_judged_again_where_room_is_reserved() {
    assertThat(factory.match().nodes().fitting()).hasSize(2);
    TrustResult rejected =
        TrustResult.rejected(factory.clock.instant(), List.of("just now"), Optional.empty());
    TestingProofs.writeRejected(factory.database(), new NodeName("node-1"), rejected);
    assertThat(factory.match().nodes().fitting()).hasSize(2);
    Vm vm = running(wish(terms(LossAction.NOTIFY)));
    assertThat(nodeOf(vm)).isEqualTo("node-2");
    assertThat(vm.placed().epoch()).isEqualTo(1);
  }

  @Test
  void a_node_that_loses_trust_while_it_prepares_does_not_get_the_vm() {
    factory.nodes.slowPreparations(true);
    Vm vm = factory.deploy("1", wish(terms(LossAction.NOTIFY)));
    Vm staging = factory.await(vm.id(), VmState.STAGING);
    factory.nodes.slowPreparations(false);
    distrust(staging);
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(nodeOf(running)).isNotEqualTo(nodeOf(staging));
    assertThat(factory.nodes.on(nodeOf(staging))).isEmpty();
    assertThat(factory.nodes.calls()).doesNotContain("start " + nodeOf(staging));
    assertThat(history(vm))
        .extracting(HistoryEntry::event)
        .containsSubsequence("placed", "placement-given-up", "released", "placed")
        .doesNotContain("trust-lost");
  }

  @Test
  void a_proof_that_ran_out_while_the_node_prepared_is_renewed_before_the_start() {
    factory.nodes.slowPreparations(true);
    Vm vm = factory.deploy("1", wish(noOlderThan(Duration.ofSeconds(30))));
    Vm staging = factory.await(vm.id(), VmState.STAGING);
    int before = proofs.asked();
    factory.clock.advance(Duration.ofSeconds(40));
    factory.nodes.vm(nodeOf(staging), vm.id()).become(NodeVmState.PREPARED);
    factory.nodes.tell(staging.node().orElseThrow(), vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    assertThat(proofs.asked()).isGreaterThan(before);
  }

  private Vm running(VmWish wish) {
    return running("1", wish);
  }

  private Vm running(String token, VmWish wish) {
    return factory.await(factory.deploy(token, wish).id(), VmState.RUNNING);
  }

  private Octets receipt(Vm vm) {
    return factory.factory().receipts().issue(ALICE, vm.id(), Optional.empty());
  }

  private VmTrust view(Vm vm) {
    return factory.factory().trustKeeper().view(vm, factory.clock.instant()).orElseThrow();
  }

  private Standing standing(Vm vm) {
    return view(vm).standing().orElseThrow();
  }
}
