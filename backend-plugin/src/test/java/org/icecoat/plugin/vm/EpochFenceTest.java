package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.record.DurableLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which placements a node has seen is known for ever, whatever its disk goes through. */
class EpochFenceTest {
  private static final String FIRST = "cb9e5c01-7f3a-4c9d-8e21-0242ac120002";
  private static final String SECOND = "12345678-7f3a-4c9d-8e21-0242ac120002";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("epochs");
  }

  @Test
  void an_older_placement_is_refused_also_after_restarts() throws IOException {
    try (EpochFence fence = new EpochFence(file)) {
      fence.pass(placement(FIRST, 1));
      fence.pass(placement(FIRST, 3));
    }
    new EpochFence(file).close();
    try (EpochFence fence = new EpochFence(file)) {
      fence.pass(placement(FIRST, 3));
      assertFault(PluginFault.STALE_EPOCH, fence, placement(FIRST, 2));
      assertThat(fence.seen(VmId.parse(SECOND))).isEmpty();
    }
  }

  @Test
  void a_last_line_that_is_cut_short_is_dropped() throws IOException {
    Files.writeString(file, FIRST + " 3\n" + SECOND + " 1");
    assertThat(readBack(FIRST)).isEqualTo(3);
    assertThat(file).hasContent(FIRST + " 3\n");
  }

  @Test
  void a_line_that_a_full_disk_cut_short_spoils_none_after_it() throws IOException {
    List<DurableLog> logs = new ArrayList<>();
    try (EpochFence fence =
        new EpochFence(
            file,
            (anew, content) -> {
              logs.add(DurableLog.of(anew, content));
              return logs.get(logs.size() - 1);
            })) {
      fence.pass(placement(FIRST, 1));
      Files.writeString(file, FIRST + " ", StandardOpenOption.APPEND); // all that found room
      logs.get(0).close(); // it takes no more
      assertFault(PluginFault.STORAGE_FAILED, fence, placement(FIRST, 2));
      assertThat(fence.seen(VmId.parse(FIRST))).contains(new Epoch(1));
      fence.pass(placement(SECOND, 4));
      fence.pass(placement(FIRST, 5));
    }
    assertThat(file).hasContent(FIRST + " 1\n" + SECOND + " 4\n" + FIRST + " 5\n");
    assertThat(readBack(FIRST)).isEqualTo(5);
    assertThat(readBack(SECOND)).isEqualTo(4);
  }

  @Test
  void a_fence_that_is_closed_writes_nothing_into_the_file_of_the_next_process()
      throws IOException {
    EpochFence fence = new EpochFence(file);
    fence.close();
    assertFault(PluginFault.STORAGE_FAILED, fence, placement(FIRST, 1));
    Files.writeString(file, SECOND + " 4\n");
    assertFault(PluginFault.STORAGE_FAILED, fence, placement(FIRST, 1));
    assertThat(file).hasContent(SECOND + " 4\n");
  }

  @Test
  void a_file_in_which_an_earlier_version_went_on_after_a_torn_line_is_read() throws IOException {
    Files.writeString(file, FIRST + " 1\nf" + FIRST + " 3\n" + FIRST + " 1" + SECOND + " 7\n");
    assertThat(readBack(FIRST)).isEqualTo(3);
    assertThat(readBack(SECOND)).isEqualTo(7);
    assertThat(Files.readAllLines(file)).containsExactlyInAnyOrder(FIRST + " 3", SECOND + " 7");
  }

  @Test
  void a_file_that_cannot_be_understood_is_left_as_it_is() throws IOException {
    String text = FIRST + " 1\n" + FIRST + " x\n";
    Files.writeString(file, text);
    assertThatThrownBy(() -> new EpochFence(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(FIRST + " x");
    assertThat(file).hasContent(text);
    Files.writeString(file, FIRST + " 99999999999999999999\n");
    assertThatThrownBy(() -> new EpochFence(file)).isInstanceOf(IOException.class);
  }

  private long readBack(String id) throws IOException {
    try (EpochFence fence = new EpochFence(file)) {
      return fence.seen(VmId.parse(id)).orElseThrow().value();
    }
  }

  private static void assertFault(PluginFault fault, EpochFence fence, Placement placement) {
    assertThatThrownBy(() -> fence.pass(placement))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static Placement placement(String id, long epoch) {
    return new Placement(VmId.parse(id), new Epoch(epoch));
  }
}
