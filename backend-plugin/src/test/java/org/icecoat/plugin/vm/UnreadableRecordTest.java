package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.icecoat.plugin.order.NodeListing;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.vmm.DomainState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A VM whose record cannot be read runs on, until its factory has it go. */
class UnreadableRecordTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement vm = TestingNode.placement();

  @BeforeEach
  void a_vm_runs_and_the_plug_in_is_stopped() throws IOException {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(vm), Optional.empty());
    awaitPrepared();
    node.vms().start(vm);
    node.stop();
    Files.writeString(files().overlay(), "what the guest has written");
  }

  @AfterEach
  void end() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}", "null", "{\"phase\":\"PREPARED\",\"datasets\":[]}", "\u00ff"})
  void it_is_left_alone(String record) throws IOException {
    spoil(record);
    assertThat(node.vms().list().reports()).isEmpty();
    assertThat(node.vms().list().foreign())
        .extracting(NodeListing.Foreign::id)
        .containsExactly(vm.id());
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.RUNNING);
    assertThat(files().overlay()).exists();
  }

  @Test
  void nothing_of_it_is_left_when_it_is_destroyed() throws IOException {
    spoil("{");
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.ABSENT);
    assertThat(files().folder()).doesNotExist();
  }

  @Test
  void its_next_placement_gets_neither_its_domain_nor_its_disk() throws IOException {
    spoil("{");
    Placement next = new Placement(vm.id(), vm.epoch().next());
    node.vms().prepare(node.order(next), Optional.empty());
    awaitPrepared();
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.OFF);
    assertThat(files().overlay()).isEmptyFile();
  }

  /** In Latin, where every byte is a letter. */
  private void spoil(String record) throws IOException {
    Files.writeString(files().record(), record, StandardCharsets.ISO_8859_1);
    node.start();
  }

  private VmFolder files() {
    return new VmFolder(node.folderOf(vm));
  }

  private void awaitPrepared() {
    await()
        .until(
            () -> {
              List<VmReport> reports = node.vms().list().reports();
              return reports.size() == 1 && reports.get(0).state() == NodeVmState.PREPARED;
            });
  }
}
