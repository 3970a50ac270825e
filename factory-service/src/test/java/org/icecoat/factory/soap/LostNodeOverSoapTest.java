package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.RemoveNode;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that never comes back is removed over SOAP, and its VM's history says on whose word. */
class LostNodeOverSoapTest {
  @TempDir Path folder;

  private static RemoveNode removal(Boolean lost, String why) {
    RemoveNode removal = new RemoveNode();
    removal.setNode("node-1");
    removal.setLost(lost);
    removal.setWhy(why);
    return removal;
  }

  @Test
  void a_lost_node_is_removed_with_its_vms_once_it_is_unreachable_and_a_reason_is_given()
      throws Exception {
    try (TestingSite site = new TestingSite(folder);
        Ports admin = site.as("Admin");
        Ports alice = site.as("Alice")) {
      Administration nodes = admin.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      VmId id = site.running(alice);
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
      assertThatThrownBy(() -> nodes.removeNode(removal(true, "burnt out")))
          .isInstanceOf(WrongStateFault.class);
      site.loseNode();
      site.await(vm, VmStateType.UNKNOWN);
      assertThatThrownBy(() -> nodes.removeNode(removal(true, null)))
          .isInstanceOf(InvalidRequestFault.class);
      assertThatThrownBy(() -> nodes.removeNode(removal(false, "burnt out")))
          .isInstanceOf(WrongStateFault.class);
      nodes.removeNode(removal(true, "burnt out"));
      site.await(vm, VmStateType.DESTROYED);
      assertThat(nodes.listNodes(new ListNodes()).getNode()).isEmpty();
      SearchHistory vouched = new SearchHistory();
      vouched.setEvent("node-vouched-gone");
      assertThat(nodes.searchHistory(vouched).getEntry())
          .singleElement()
          .satisfies(entry -> assertThat(entry.getVm()).isEqualTo(id.toString()))
          .satisfies(
              entry ->
                  assertThat(entry.getDescription())
                      .isEqualTo(
                          "CN=Admin,O=Testing Grid,C=XX vouches that the node node-1 is gone for"
                              + " good: burnt out"));
    }
  }
}
