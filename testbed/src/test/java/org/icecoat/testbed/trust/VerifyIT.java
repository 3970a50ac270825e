package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** An owner has his VM's node prove itself to him, whatever the factory thinks of it. */
@OnAttestedGrid
class VerifyIT {
  private static final int NOT_FOUND = 4;
  private static final int REFUTED = 11;

  @Test
  void an_owner_verifies_his_vm_and_sees_a_changed_node(AttestedGrid grid) {
    TestingVm vm = grid.grid().deployIdle("--node", "node2");
    vm.awaitState("Running");
    Output verified = verify(grid, vm);
    assertThat(verified.status()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out())
        .contains(", none is refuted")
        .containsPattern("TPM +proved +.*certified by the maker testbed")
        .containsPattern("hardware +unproved")
        .containsPattern("keys +proved")
        .containsPattern("policy +proved +site version ")
        .containsPattern("quote +proved +.*by the TPM of node2")
        .containsPattern("software +proved")
        .containsPattern("VM +proved +" + vm.handle() + " in placement 1 is running there")
        .containsPattern("owner +proved")
        .containsPattern("image +proved")
        .containsPattern("image: key +proved")
        .containsPattern("image: entry +proved")
        .containsPattern("\nkernel +proved +entry ")
        .containsPattern("\ninitial ramdisk +proved +entry ");
    Output stranger = grid.grid().stranger().run("verify", vm.id().toString());
    assertThat(stranger.status()).isEqualTo(NOT_FOUND);

    grid.tamper("node2");
    Output changed = verify(grid, vm);
    grid.cure("node2");
    assertThat(changed.status()).as(changed.out() + changed.err()).isEqualTo(REFUTED);
    assertThat(changed.out())
        .contains(vm.handle() + " is not what is claimed of it")
        .containsPattern("software +refuted +.*libvirt.qemu-conf is sha256:");
    vm.destroy();
  }

  private static Output verify(AttestedGrid grid, TestingVm vm) {
    String signer = grid.administrator().json("policy", "show", "site.cms").get("signer").asText();
    List<String> words = new ArrayList<>(List.of("verify", vm.handle()));
    words.add("--makers");
    words.add(grid.grid().grid().plan().folder().resolve("tpms/makers").toString());
    words.add("--policy");
    words.add(grid.administrator().home().resolve("site.cms").toString());
    words.addAll(List.of("--signer", signer));
    return grid.grid().user().run(words.toArray(String[]::new));
  }
}
