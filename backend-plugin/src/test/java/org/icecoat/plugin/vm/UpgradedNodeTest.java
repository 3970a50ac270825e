package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in goes on with what another version of it has written. */
class UpgradedNodeTest {
  private static final Placement PLACEMENT =
      new Placement(VmId.parse("5e1f0a1b-7f3a-4c9d-8e21-0242ac120002"), new Epoch(3));

  @TempDir Path folder;
  private TestingNode node;

  @BeforeEach
  void a_vm_runs_and_the_plug_in_is_stopped() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(PLACEMENT, List.of(), Optional.empty(), false), Optional.empty());
    awaitState(NodeVmState.PREPARED);
    node.vms().start(PLACEMENT);
    awaitState(NodeVmState.RUNNING);
    node.stop();
  }

  @AfterEach
  void end() {
    node.close();
  }

  @Test
  void a_record_of_the_first_version_is_read() throws IOException {
    try (InputStream first = getClass().getResourceAsStream("vm_v1.json")) {
      Files.copy(first, record(), StandardCopyOption.REPLACE_EXISTING);
    }
    node.start();
    goesOn();
  }

  @Test
  void what_a_later_version_adds_is_passed_over() throws IOException {
    String now = Files.readString(record());
    String later = "{\"later\":{\"more\":[1]}," + now.substring(1);
    Files.writeString(record(), later.replace("\"network\":", "\"added\":true,\"network\":"));
    node.start();
    goesOn();
  }

  private void goesOn() {
    awaitState(NodeVmState.RUNNING);
    assertThat(report().starts()).isEqualTo(1);
    node.vms().control(PLACEMENT, ControlAction.POWER_OFF, OptionalInt.empty());
    awaitState(NodeVmState.STOPPED);
    node.vms().start(PLACEMENT);
    awaitState(NodeVmState.RUNNING);
    assertThat(report().starts()).isEqualTo(2);
  }

  private Path record() {
    return new VmFolder(node.folderOf(PLACEMENT)).record();
  }

  private VmReport report() {
    return node.vms().list().reports().get(0);
  }

  private void awaitState(NodeVmState state) {
    await().atMost(Duration.ofSeconds(30)).until(() -> report().state() == state);
    assertThat(report().placement()).isEqualTo(PLACEMENT);
  }
}
