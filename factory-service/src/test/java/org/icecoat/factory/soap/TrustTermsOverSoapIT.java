package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.bind.JAXBContext;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.LossActionType;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.AttestationType;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.TrustType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wire.vm.VmProperties;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Trust terms over the wire: asked for, shown, acted upon. */
class TrustTermsOverSoapIT extends AttestedSite {
  private static DeployVm request(Duration maximalAge) {
    DeployVm deploy = new DeployVm();
    deploy.setToken("token-" + maximalAge);
    deploy.setRequest(new VmRequestType());
    deploy.getRequest().setImage(new ImageRequirementsType());
    TrustTermsType terms = new TrustTermsType();
    terms.setPolicy("site");
    terms.setMaximalAge(maximalAge);
    terms.setOnLoss(LossActionType.PAUSE);
    deploy.getRequest().setTrust(terms);
    return deploy;
  }

  private static VmProperties properties(TrustedVm vm) throws Exception {
    Object any = vm.getResourcePropertyDocument(new GetResourcePropertyDocument()).getAny();
    return any instanceof VmProperties properties
        ? properties
        : JAXBContext.newInstance(VmProperties.class)
            .createUnmarshaller()
            .unmarshal((Element) any, VmProperties.class)
            .getValue();
  }

  private static void await(TrustedVm vm, VmStateType state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(properties(vm).getState()).isEqualTo(state));
  }

  @Test
  void a_vm_shows_what_its_node_proved_and_stands_still_when_that_is_found_out() throws Exception {
    try (TestingAttester attester = enrolled();
        Ports alice = site.as("Alice");
        Ports admin = site.as("Admin")) {
      TrustedVmFactory factory = alice.port(TestingSite.FACTORY, site.at("/factory"));
      TrustedVm vm =
          alice.port(TestingSite.VM, factory.deployVm(request(Duration.ofMinutes(5))).getVm());
      await(vm, VmStateType.RUNNING);
      TrustType trust = properties(vm).getTrust();
      assertThat(trust.getTerms().getPolicy()).isEqualTo("site");
      assertThat(trust.getTerms().getOnLoss()).isEqualTo(LossActionType.PAUSE);
      AttestationType proof = trust.getAttestation();
      assertThat(proof.getVerdict()).isEqualTo(org.icecoat.wire.vm.TrustVerdictType.TRUSTED);
      assertThat(proof.getPolicy()).isEqualTo("site version 1");
      assertThat(proof.getAge()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
      assertThat(proof.getValidUntil()).isEqualTo(proof.getAt().plus(Duration.ofMinutes(5)));
      assertThat(proof.getEvidence()).startsWith("sha256:");
      attester.measure("rules", "evil");
      NodeNameRequestType node = new NodeNameRequestType();
      node.setNode("node-1");
      Administration administration =
          admin.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      assertThat(administration.attestNode(node).getNode().getTrustChange())
          .extracting(change -> change.getResult().getVerdict())
          .containsExactly(TrustVerdictType.REJECTED, TrustVerdictType.TRUSTED);
      await(vm, VmStateType.PAUSED);
      assertThat(properties(vm).getTrust().getLostAt()).isNotNull();
      assertThat(properties(vm).getTrust().getAttestation().getReason())
          .anySatisfy(reason -> assertThat(reason).contains("rules is sha256:"));
      assertThatThrownBy(() -> vm.resume(new OrderType()))
          .isInstanceOf(WrongStateFault.class)
          .hasMessageContaining("Trust is lost");
    }
  }

  @Test
  void terms_that_cannot_be_kept_are_refused() throws Exception {
    try (TestingAttester attester = enrolled();
        Ports alice = site.as("Alice")) {
      TrustedVmFactory factory = alice.port(TestingSite.FACTORY, site.at("/factory"));
      for (Duration age :
          new Duration[] {Duration.ZERO, Duration.ofMinutes(-10), Duration.ofDays(36_500)}) {
        assertThatThrownBy(() -> factory.deployVm(request(age)))
            .isInstanceOfSatisfying(
                InvalidRequestFault.class,
                e -> assertThat(e.getFaultInfo().getField()).endsWith("Trust/MaximalAge"));
      }
      DeployVm other = request(Duration.ofMinutes(5));
      other.getRequest().getTrust().setPolicy("other");
      assertThatThrownBy(() -> factory.deployVm(other))
          .isInstanceOfSatisfying(
              InvalidRequestFault.class,
              e -> assertThat(e.getFaultInfo().getField()).isEqualTo("Trust/Policy"));
      assertThat(attester.identify().endorsementKeys()).isNotEmpty();
    }
  }

  /** A length of time that cannot be read is not taken for one that was left out. */
  @Test
  void an_age_in_years_is_refused() throws Exception {
    try (TestingAttester attester = enrolled()) {
      HostileClient client = new HostileClient(site.tls(site.grid().user("Alice")));
      String body =
          "<f:DeployVm xmlns:f='http://icecoat.org/2026/11/factory'"
              + " xmlns:t='http://icecoat.org/2026/11/types'><f:Token>token-years</f:Token>"
              + "<f:Request><f:Image/><f:Trust><t:MaximalAge>P1Y</t:MaximalAge></f:Trust>"
              + "</f:Request></f:DeployVm>";
      Answer answer = client.call(site.at("/factory"), body);
      assertThat(answer.done()).as(answer.body()).isFalse();
      assertThat(client.call(site.at("/factory"), body.replace("P1Y", "PT10M")).done()).isTrue();
      assertThat(attester.identify().endorsementKeys()).isNotEmpty();
    }
  }
}
