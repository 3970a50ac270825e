package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.PolicyAdministration;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.policy.RollOut;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.appraisal.Measurements;
import org.icecoat.trust.policy.appraisal.PolicyDraft;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.junit.jupiter.api.Test;

/** Nodes prove what they run, or are found out. */
class NodeTrustIT extends TrustedSite {
  @Override
  DatabaseConfiguration emptyDatabase() {
    return onH2();
  }

  @Test
  void a_tpm_of_an_unknown_maker_is_refused() throws Exception {
    factory.close();
    policies.close();
    store = folder.resolve("others");
    policies.publishAuthority(store.resolve("hardware/acme"));
    begin(true);
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("The maker of the TPM is not among those");
  }

  @Test
  void a_node_is_rejected_when_the_ca_that_vouched_for_its_tpm_is_removed() throws Exception {
    factory.enrol("node-1");
    isTrusted();
    factory.close();
    store = folder.resolve("others");
    policies.publishAuthority(store.resolve("emulated/testing"));
    factory.begin();
    isRejectedFor("does not allow TPMs of this maker (the CA that vouched for it is not in");
    factory.close();
    store = makers.resolve("store");
    factory.begin();
    isTrusted();
  }

  @Test
  void a_tpm_of_one_who_took_the_maker_s_name_is_refused() {
    try (TestingAttester stranger = booted(foreign)) {
      attesters.put("node-1", stranger);
      enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
          .hasMessageContaining("A signature in the chain of the endorsement key is wrong");
    }
  }

  @Test
  void a_tpm_without_a_certificate_is_refused() {
    first.hideCertificates();
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("no certificate of its maker");
  }

  @Test
  void an_expired_certificate_is_asked_about_or_refused_as_the_site_says() throws Exception {
    briefMaker();
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("has expired")
        .hasMessageContaining("--accept expired-certificate");
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.CHANGED_KEY);
    factory.enrolAccepting("node-1", Set.of(Doubt.EXPIRED_CERTIFICATE));
    isTrusted();
    first.claimKeyOf(second);
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.values())
        .hasMessageContaining("does not lie in the TPM of that endorsement key");
    doubts = new DoubtRules(OnDoubt.ASK, OnDoubt.REFUSE);
    briefMaker();
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.values())
        .hasMessageContaining("(attestation.on-expired-certificate) refuse that");
  }

  /** Begins anew; the certificates of the first TPM ended yesterday. */
  private void briefMaker() throws Exception {
    TestingMaker brief = new TestingMaker("Brief");
    store = folder.resolve("brief");
    Path accepted = Files.createDirectories(store.resolve("emulated/brief"));
    publish(accepted.resolve("root.der"), brief.certificate());
    factory.close();
    policies.close();
    begin(true);
    Instant end = factory.clock.instant().minus(Duration.ofDays(1));
    first.certifiedBy(key -> brief.sign(brief.request(key, TestingMaker.STM, true).until(end)));
  }

  @Test
  void a_certificate_that_its_maker_revokes_is_refused_at_the_next_look_and_at_enrolment()
      throws Exception {
    TestingMaker careful = new TestingMaker("Careful");
    store = folder.resolve("careful");
    Path accepted = Files.createDirectories(store.resolve("emulated/careful"));
    publish(accepted.resolve("root.der"), careful.certificate());
    factory.close();
    policies.close();
    begin(true);
    TestingRevocations list = new TestingRevocations(Instant.now().minus(Duration.ofDays(1)));
    Map<PublicKey, Octets> given = new HashMap<>();
    first.certifiedBy(key -> given.computeIfAbsent(key, careful::certify));
    factory.enrol("node-1");
    isTrusted();
    given.values().forEach(list::revoking);
    Files.write(accepted.resolve("careful.crl"), careful.sign(list).bytes());
    revocations.refresh();
    isRejectedFor("The TPM's maker has revoked the certificate of its endorsement key");
    factory.factory().administration().remove(TestingFactory.ADMIN, new NodeName("node-1"));
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.values())
        .hasMessageContaining("has revoked the certificate");
  }

  @Test
  void a_changed_attestation_key_is_not_even_asked_about_where_the_site_says_so() throws Exception {
    factory.close();
    policies.close();
    doubts = new DoubtRules(OnDoubt.REFUSE, OnDoubt.REFUSE);
    begin(true);
    factory.enrol("node-1");
    one.tool("tpm2_evictcontrol", "-C", "o", "-c", "0x81011ce0");
    first.restartPlugIn();
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.values())
        .hasMessageContaining("(attestation.on-changed-key) refuse that; remove the node first");
    factory.factory().administration().remove(TestingFactory.ADMIN, new NodeName("node-1"));
    factory.enrol("node-1");
    isTrusted();
  }

  @Test
  void an_activation_that_was_answered_before_is_refused() {
    factory.enrol("node-1");
    first.replayActivations();
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("does not lie in the TPM of that endorsement key");
  }

  @Test
  void other_reasons_and_another_version_of_the_policy_are_changes() throws Exception {
    factory.enrol("node-1");
    first.measure("rules", "evil");
    isRejectedFor("rules is " + TestingAttester.sha256("evil"));
    isRejectedFor("rules is " + TestingAttester.sha256("evil"));
    first.measure("rules", "worse");
    isRejectedFor("rules is " + TestingAttester.sha256("worse"));
    first.boot(() -> first.measure("rules", "good"));
    isTrusted();
    isTrusted();
    var unused =
        factory
            .factory()
            .policies()
            .activate(
                TestingFactory.ADMIN,
                policies.signed(TestingPolicies.policy(2, "good", "new")),
                RollOut.usual());
    isTrusted();
    assertThat(view("node-1").changes())
        .extracting(change -> change.result().policy().orElseThrow())
        .containsExactly(
            "site version 2",
            "site version 1",
            "site version 1",
            "site version 1",
            "site version 1");
    assertThat(view("node-1").changes())
        .extracting(change -> change.result().verdict())
        .containsExactly(
            TrustVerdict.TRUSTED,
            TrustVerdict.TRUSTED,
            TrustVerdict.REJECTED,
            TrustVerdict.REJECTED,
            TrustVerdict.TRUSTED);
  }

  @Test
  void an_attestation_key_of_another_tpm_is_refused() {
    first.claimKeyOf(second);
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("does not lie in the TPM of that endorsement key");
  }

  @Test
  void a_changed_component_is_told_by_name_and_a_mended_one_after_a_boot_is_trusted() {
    factory.enrol("node-1");
    first.measure("rules", "evil");
    isRejectedFor("rules is " + TestingAttester.sha256("evil"));
    first.boot(() -> first.measure("rules", "good"));
    isTrusted();
  }

  @Test
  void old_evidence_is_refused() {
    factory.enrol("node-1");
    Evidence old = attesters.last();
    first.measure("rules", "evil");
    first.replay(old);
    isRejectedFor("The answer is for another challenge");
  }

  @Test
  void a_node_that_serves_with_another_key_than_the_channel_s_is_refused() {
    factory.enrol("node-1");
    first.ownKey = TestingAttester.sha256("the key of a machine behind it");
    isRejectedFor("The answer is for another challenge, node, session or TLS key");
  }

  @Test
  void restarts_of_machine_and_plug_in_are_no_reason() {
    factory.enrol("node-1");
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    first.restartPlugIn();
    isTrusted();
    first.boot(() -> first.measure("rules", "good"));
    isTrusted();
    assertThat(view("node-1").changes()).as("verdicts since the enrolment").hasSize(1);
    assertThat(events(vm)).doesNotContain("trust-lost");
  }

  @Test
  void an_old_state_of_the_tpm_is_found_out() {
    factory.enrol("node-1");
    first.shutDown();
    one.stop();
    one.copyStateTo(folder.resolve("old"));
    one.start();
    first.reopen(() -> first.measure("rules", "good"));
    for (int i = 0; i < 3; i++) {
      first.boot(() -> first.measure("rules", "good"));
    }
    isTrusted();
    first.shutDown();
    one.stop();
    one.restoreStateFrom(folder.resolve("old"));
    one.start();
    first.reopen(() -> first.measure("rules", "good"));
    isRejectedFor("an old state was restored");
    for (int i = 0; i < 4; i++) {
      first.boot(() -> first.measure("rules", "good"));
    }
    isRejectedFor("an old state was restored, found at ");
    assertThatThrownBy(this::evidence).hasMessageContaining("an old state was restored");
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("remove the node and enrol it again");
    factory.factory().administration().remove(TestingFactory.ADMIN, new NodeName("node-1"));
    factory.enrol("node-1");
    isTrusted();
  }

  @Test
  void vms_come_only_to_nodes_that_are_trusted() {
    factory.enrol("node-1");
    first.measure("rules", "evil");
    isRejectedFor("rules is");
    assertThat(factory.match().nodes().reasons())
        .singleElement()
        .returns("NOT_TRUSTED", Reason::code)
        .satisfies(reason -> assertThat(reason.description()).contains("rules is"));
    assertThatThrownBy(() -> factory.deploy("1", TestingFactory.wish()))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOTHING_FITS));
    DeploymentTime later = new DeploymentTime.Until(factory.clock.instant().plusSeconds(3600));
    Vm waiting = factory.deploy("2", TestingFactory.wish(later, TestingFactory.resources(1, 256)));
    first.boot(() -> first.measure("rules", "good"));
    isTrusted();
    factory.await(waiting.id(), VmState.RUNNING);
  }

  @Test
  void where_trust_is_required_every_owner_is_told_of_its_loss() {
    factory.enrol("node-1");
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    first.measure("rules", "evil");
    isRejectedFor("rules is");
    Awaitility.await().untilAsserted(() -> assertThat(events(vm)).containsOnlyOnce("trust-lost"));
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
  }

  private List<String> events(Vm vm) {
    return factory.factory().finder().history(vm).stream().map(HistoryEntry::event).toList();
  }

  @Test
  void a_silent_node_keeps_its_result_and_has_to_renew_it_before_it_is_used_after_its_end() {
    factory.enrol("node-1");
    attesters.silence(true);
    assertThatThrownBy(this::attest).isInstanceOf(FactoryException.class);
    factory.clock.advance(Duration.ofMinutes(10));
    assertThat(factory.match().fits()).isTrue();
    attesters.silence(false);
    factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    isTrusted();
  }

  @Test
  void a_change_is_seen_by_the_timer() {
    factory.enrol("node-1");
    first.measure("rules", "evil");
    factory.awaitMinutes(() -> assertThat(factory.match().fits()).isFalse());
    first.boot(() -> first.measure("rules", "good"));
    factory.awaitMinutes(() -> assertThat(factory.match().fits()).isTrue());
  }

  @Test
  void without_a_tpm_a_node_is_enrolled_only_where_none_is_required() throws Exception {
    attesters.remove("node-1");
    enrolmentIsRefused("node-1", FactoryFault.NO_TPM);
    factory.close();
    policies.close();
    begin(false);
    factory.enrol("node-1");
    assertThat(view("node-1").trust()).isEqualTo(Optional.empty());
    assertThat(view("node-1").tpm()).isEqualTo(Optional.empty());
    assertThat(factory.match().fits()).isTrue();
  }

  @Test
  void evidence_of_a_node_is_fetched_also_while_no_policy_is_in_force() throws Exception {
    factory.close();
    policies.close();
    begin(true, "");
    factory.enrol("node-1");
    isRejectedFor("No appraisal policy is in force");
    Evidence evidence = evidence();
    Measurements measured = Measurements.claimed(evidence).accepted().orElseThrow();
    PolicyDocument draft =
        new PolicyDraft(
                new PolicyName("site"),
                1,
                Set.of(TpmClass.EMULATED),
                List.of(new TpmRules.Maker("any")),
                false)
            .from(List.of(measured));
    assertThat(draft.policy().pcrs().selection().indexes()).hasSize(16);
    String yaml = new String(draft.yaml().bytes(), StandardCharsets.UTF_8);
    List<PolicyAdministration.PolicyView> active =
        factory
            .factory()
            .policies()
            .activate(TestingFactory.ADMIN, policies.signed(yaml), RollOut.usual());
    assertThat(active).singleElement().returns(true, PolicyAdministration.PolicyView::usual);
    factory.awaitMinutes(() -> assertThat(factory.match().fits()).isTrue());
  }

  @Test
  void evidence_that_is_not_fresh_is_not_handed_out() {
    factory.enrol("node-1");
    first.replay(attesters.last());
    assertThatThrownBy(this::evidence)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOT_TRUSTED))
        .hasMessageContaining("The answer is for another challenge");
  }

  @Test
  void only_administrators_fetch_evidence_and_put_policies_in_force() {
    factory.enrol("node-1");
    NodeName node = new NodeName("node-1");
    isRefused(() -> factory.factory().administration().evidence(TestingFactory.ALICE, node));
    isRefused(() -> factory.factory().policies().list(TestingFactory.ALICE));
    Octets second = policies.signed(TestingPolicies.policy(2, "evil"));
    isRefused(
        () -> factory.factory().policies().activate(TestingFactory.ALICE, second, RollOut.usual()));
    assertThat(factory.factory().policies().list(TestingFactory.ADMIN))
        .extracting(each -> each.policy().id().version())
        .containsExactly(1);
  }

  private static void isRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOT_AUTHORIZED));
  }

  private Evidence evidence() {
    return factory
        .factory()
        .administration()
        .evidence(TestingFactory.ADMIN, new NodeName("node-1"));
  }
}
