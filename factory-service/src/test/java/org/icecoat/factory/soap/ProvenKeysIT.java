package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.bind.JAXBElement;
import java.time.Instant;
import javax.xml.namespace.QName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.plugin.NodeEventType;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.NodeVmStateType;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.Test;

/**
 * Who has a certificate with a node's name for another key than the one by which the node has
 * proved itself tells the factory nothing.
 */
class ProvenKeysIT extends AttestedSite {
  @Test
  void events_count_by_the_key_by_which_the_node_has_proved_itself_alone() throws Exception {
    TestingCredential reissued = site.grid().host("node-1", "localhost");
    try (TestingAttester attester = enrolled();
        Ports alice = site.plainlyAs("Alice");
        Ports itself = site.asNode();
        Ports another = new Ports(ClientSettings.of(site.tls(reissued)))) {
      assertThat(attester.ownKey).isEqualTo(site.nodeKey());
      VmId vm = site.running(alice);
      assertThatThrownBy(() -> events(another).reportEvents(stopped(vm)))
          .isInstanceOf(NotAuthorizedFault.class)
          .hasMessageContaining(
              "reports with another TLS key than the one by which it proved itself");
      TrustedVm port = alice.port(TestingSite.VM, site.at("/vm/" + vm));
      assertThat(state(port)).isEqualTo(VmStateType.RUNNING);
      assertThat(events(itself).reportEvents(stopped(vm)).getTaken()).isEqualTo(7);
    }
  }

  @Test
  void what_a_vm_s_node_proves_to_its_owner_is_bound_to_the_key_that_the_factory_knows()
      throws Exception {
    try (TestingAttester attester = enrolled();
        Ports alice = site.plainlyAs("Alice")) {
      VmId vm = site.running(alice);
      TrustedVm port = alice.port(TestingSite.VM, site.at("/vm/" + vm));
      assertThat(port.getEvidence(question()).getTlsKey()).isEqualTo(site.nodeKey().toString());
      attester.ownKey = TestingAttester.sha256("the key of a machine behind it");
      assertThatThrownBy(() -> port.getEvidence(question()))
          .isInstanceOf(UnavailableFault.class)
          .hasMessageContaining("another TLS key than the one by which it proved itself");
    }
  }

  private static GetEvidence question() {
    GetEvidence request = new GetEvidence();
    request.setNonce(new byte[Challenge.NONCE_BYTES]);
    request.getPcr().add(TestingAttester.PCR);
    return request;
  }

  private NodeEvents events(Ports ports) {
    return ports.port(TestingSite.EVENTS, site.at("/node-events"));
  }

  private static ReportEvents stopped(VmId vm) {
    VmReportType report = new VmReportType();
    report.setId(vm.toString());
    report.setEpoch(1);
    report.setState(NodeVmStateType.STOPPED);
    report.setStarts(1);
    report.setObservedAt(Instant.now());
    ApplicationReportType application = new ApplicationReportType();
    application.setState(ApplicationStateType.RUNNING);
    report.setApplication(application);
    NodeEventType event = new NodeEventType();
    event.setSequence(7);
    event.setReport(report);
    ReportEvents events = new ReportEvents();
    events.setNode("node-1");
    events.getEvent().add(event);
    return events;
  }

  private static VmStateType state(TrustedVm vm) throws Exception {
    Object found =
        vm.getResourceProperty(new QName("http://icecoat.org/2026/11/vm", "State")).getAny().get(0);
    return (VmStateType) ((JAXBElement<?>) found).getValue();
  }
}
