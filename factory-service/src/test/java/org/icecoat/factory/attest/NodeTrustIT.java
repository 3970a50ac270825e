package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.Evidence;
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
    first.restartPlugIn();
    isTrusted();
    first.boot(() -> first.measure("rules", "good"));
    isTrusted();
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
    factory.enrol("node-1");
    isRejectedFor("an old state was restored");
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
  void a_silent_node_keeps_its_result_until_that_expires_and_the_timer_renews_it() {
    factory.enrol("node-1");
    attesters.silence(true);
    assertThatThrownBy(this::attest).isInstanceOf(FactoryException.class);
    assertThat(factory.match().fits()).isTrue();
    factory.clock.advance(Duration.ofMinutes(10));
    assertThat(factory.match().nodes().reasons())
        .extracting(Reason::description)
        .anySatisfy(why -> assertThat(why).contains("does not count any more"));
    attesters.silence(false);
    factory.awaitMinutes(() -> assertThat(factory.match().fits()).isTrue());
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
}
