package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingImages;
import org.icecoat.testbed.grid.TestingVm;
import org.icecoat.testbed.host.Hypervisor;
import org.icecoat.testbed.image.TestingKitchen;
import org.junit.jupiter.api.Test;

/** What the hypervisor was told of a VM, and what its guest sees. */
@OnSharedGrid
class DomainIT {
  private static final String SCRIPT =
      """
      until ip -4 address show eth0 | grep -q inet; do sleep 0.2; done
      ip -4 address show eth0 | grep inet
      gateway=$(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p')
      ping -c 1 -W 5 "$gateway" > /dev/null && echo "answered"
      ip address add "${gateway%.*}.77/24" dev eth0
      ping -c 2 -W 1 -I "${gateway%.*}.77" "$gateway" > /dev/null || echo "forged in vain"
      ping -c 1 -W 5 "$gateway" > /dev/null && echo "answered again"
      """;

  private static final String LOOK_AROUND =
      """
      ls /sys/class/net
      echo $(($(cat /sys/class/block/vda/size) / 2048)) MiB
      """;

  @Test
  void a_vm_has_the_address_that_is_told_and_the_limits_of_its_node(TestingGrid grid) {
    TestingVm vm = grid.deploy(SCRIPT, "--node", "node2", "--max-memory", "256MiB");
    vm.awaitApplication("Succeeded");

    String address = vm.view().addresses().get(0);
    assertThat(vm.output())
        .contains("inet " + address + "/")
        .endsWith("answered\nforged in vain\nanswered again\n");
    String domain = grid.node("node2").hypervisor().virsh("dumpxml", vm.id().toString()).out();
    assertThat(domain)
        .contains("<filterref filter='clean-traffic'>", "name='IP' value='" + address + "'")
        .contains("<quota>100000</quota>")
        .contains("<total_bytes_sec>", "<total_iops_sec>")
        .contains("<memory unit='KiB'>" + (256 << 10), "<currentMemory unit='KiB'>" + (128 << 10))
        .contains("<icecoat:")
        .doesNotContain("type='kvm'");
    assertThat(emulator(vm)).contains("-sandbox").anyMatch(word -> word.startsWith("on,"));
    vm.destroy();
  }

  @Test
  void a_vm_has_the_disk_that_was_asked_for_and_no_card_if_it_wants_no_network(TestingGrid grid) {
    TestingVm vm =
        grid.deploy(LOOK_AROUND, "--node", "node1", "--disk", "777MiB", "--network", "none");
    vm.awaitApplication("Succeeded");

    assertThat(vm.output()).isEqualTo("lo\n777 MiB\n");
    assertThat(vm.view().addresses()).isEmpty();
    Hypervisor hypervisor = grid.node("node1").hypervisor();
    String domain = hypervisor.virsh("dumpxml", vm.id().toString()).out();
    assertThat(domain).doesNotContain("<interface");
    assertThat(hypervisor.virsh("domblkinfo", vm.id().toString(), "vda").out())
        .containsPattern("Capacity: +" + (777L << 20) + "\n");
    vm.destroy();
  }

  @Test
  void an_image_that_boots_by_uefi_boots(TestingGrid grid) {
    String image =
        TestingImages.add(
            grid.administrator(),
            TestingKitchen.open().smallUefiImage(TestingKitchen.RUNNER),
            "small-uefi");
    TestingVm vm = grid.deploy("ls -d /sys/firmware/efi", "--image", image, "--memory", "256MiB");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("/sys/firmware/efi\n");
    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  private static List<String> emulator(TestingVm vm) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream())
        .map(List::of)
        .filter(words -> words.contains("-uuid") && words.contains(vm.id().toString()))
        .findFirst()
        .orElseThrow();
  }
}
