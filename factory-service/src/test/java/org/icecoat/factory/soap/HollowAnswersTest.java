package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.factory.NodeStateType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in whose answers lack what the contract demands is as good as silent, not invisible. */
class HollowAnswersTest {
  @TempDir Path folder;

  @Test
  void a_node_that_says_nothing_of_itself_is_unreachable_and_its_vm_unknown() throws Exception {
    try (TestingSite site = new TestingSite(folder);
        Ports admin = site.as("Admin");
        Ports alice = site.as("Alice")) {
      Administration nodes = admin.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      VmId id = site.running(alice);
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
      site.plugin.hollow = true;
      site.await(vm, VmStateType.UNKNOWN);
      assertThat(nodes.listNodes(new ListNodes()).getNode().get(0).getSummary().getState())
          .isEqualTo(NodeStateType.UNREACHABLE);
      site.plugin.hollow = false;
      site.await(vm, VmStateType.RUNNING);
    }
  }
}
