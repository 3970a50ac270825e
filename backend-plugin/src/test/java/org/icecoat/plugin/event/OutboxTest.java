package org.icecoat.plugin.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.record.DurableLog;
import org.icecoat.plugin.record.RecordCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;
  private final VmId first = new VmId(UUID.randomUUID());
  private final VmId second = new VmId(UUID.randomUUID());

  @Test
  void of_each_vm_only_the_newest_event_waits() throws Exception {
    try (Outbox outbox = open()) {
      outbox.publish(report(first, NodeVmState.PREPARING));
      outbox.publish(report(second, NodeVmState.PREPARING));
      outbox.publish(report(first, NodeVmState.RUNNING));
      List<NodeEvent> waiting = outbox.await(0, 10);
      assertThat(waiting).extracting(NodeEvent::sequence).containsExactly(2L, 3L);
      assertThat(waiting.get(1).report().state()).isEqualTo(NodeVmState.RUNNING);
    }
  }

  @Test
  void what_was_not_taken_waits_also_after_a_restart_and_the_sequence_goes_on() throws Exception {
    VmReport kept = report(second, NodeVmState.STOPPED);
    try (Outbox outbox = open()) {
      outbox.publish(report(first, NodeVmState.ABSENT));
      outbox.publish(kept);
      outbox.taken(1);
    }
    Files.writeString(folder.resolve("events"), "{\"event\":{\"seq", StandardOpenOption.APPEND);
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 10)).containsExactly(new NodeEvent(2, kept));
      outbox.taken(2);
    }
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 10)).isEmpty();
      outbox.publish(report(first, NodeVmState.RUNNING));
      assertThat(outbox.await(0, 10)).extracting(NodeEvent::sequence).containsExactly(3L);
    }
  }

  @Test
  void of_events_that_were_kept_out_of_order_the_newest_waits() throws Exception {
    try (Outbox outbox = open()) {
      outbox.publish(report(first, NodeVmState.PREPARED));
      outbox.publish(report(first, NodeVmState.RUNNING));
    }
    Path file = folder.resolve("events");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.reverse(lines);
    Files.write(file, lines);
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 10)).extracting(NodeEvent::sequence).containsExactly(2L);
    }
  }

  @Test
  void events_of_many_threads_are_all_kept() throws Exception {
    List<VmId> ids = Stream.generate(() -> new VmId(UUID.randomUUID())).limit(40).toList();
    try (Outbox outbox = open()) {
      ids.parallelStream().forEach(id -> outbox.publish(report(id, NodeVmState.RUNNING)));
      ids.parallelStream().limit(20).forEach(id -> outbox.taken(1));
    }
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 100)).hasSize(39);
      assertThat(outbox.await(0, 1).get(0).sequence()).isEqualTo(2);
    }
  }

  @Test
  void a_thread_that_is_interrupted_while_it_tells_silences_nobody() throws Exception {
    try (Outbox outbox = open()) {
      Thread.currentThread().interrupt();
      outbox.publish(report(first, NodeVmState.RUNNING));
      assertThat(Thread.interrupted()).isTrue();
      outbox.publish(report(second, NodeVmState.RUNNING));
    }
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 10)).extracting(NodeEvent::sequence).containsExactly(1L, 2L);
    }
  }

  @Test
  void a_node_that_lost_its_records_counts_on_after_what_the_factory_knows() throws Exception {
    try (Outbox outbox = open()) {
      outbox.publish(report(first, NodeVmState.RUNNING));
      outbox.taken(500);
      assertThat(outbox.await(0, 10)).extracting(NodeEvent::sequence).containsExactly(501L);
    }
  }

  @Test
  void events_are_sent_again_until_they_are_taken() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    List<Long> taken = new CopyOnWriteArrayList<>();
    EventSink sink =
        events -> {
          if (refusals.getAndDecrement() > 0) {
            throw new IOException("The factory is away");
          }
          long last = events.get(events.size() - 1).sequence();
          taken.add(last);
          return last;
        };
    try (Outbox outbox = open();
        EventSender sender = new EventSender(outbox, sink)) {
      sender.start();
      outbox.publish(report(first, NodeVmState.RUNNING));
      await().until(() -> taken.equals(List.of(1L)));
      outbox.publish(report(first, NodeVmState.STOPPED));
      await().until(() -> taken.equals(List.of(1L, 2L)));
    }
  }

  @Test
  void a_disk_that_was_full_for_a_while_silences_nobody() throws Exception {
    List<DurableLog> logs = new CopyOnWriteArrayList<>();
    List<Long> sent = new CopyOnWriteArrayList<>();
    EventSink sink =
        events -> {
          if (sent.isEmpty()) {
            logs.get(logs.size() - 1).close(); // it takes no more
          }
          sent.add(events.get(0).sequence());
          return events.get(0).sequence();
        };
    try (Outbox outbox =
            new Outbox(
                folder.resolve("events"),
                new RecordCodec(),
                (file, content) -> {
                  logs.add(DurableLog.of(file, content));
                  return logs.get(logs.size() - 1);
                });
        EventSender sender = new EventSender(outbox, sink)) {
      outbox.publish(report(first, NodeVmState.RUNNING));
      sender.start(); // not before: it ends the log that the first event has to be in
      await().until(() -> sent.equals(List.of(1L, 1L)));
      outbox.publish(report(second, NodeVmState.RUNNING));
      await().until(() -> sent.equals(List.of(1L, 1L, 2L)));
      await().until(() -> outbox.await(0, 10).isEmpty());
    }
    open().close();
  }

  @Test
  void what_could_not_be_kept_is_kept_with_the_next() throws Exception {
    List<DurableLog> logs = new ArrayList<>();
    try (Outbox outbox =
        new Outbox(
            folder.resolve("events"),
            new RecordCodec(),
            (file, content) -> {
              logs.add(DurableLog.of(file, content));
              return logs.get(logs.size() - 1);
            })) {
      Files.writeString(folder.resolve("events"), "{\"event\":{\"seq", StandardOpenOption.APPEND);
      logs.get(0).close();
      assertThatThrownBy(() -> outbox.publish(report(first, NodeVmState.RUNNING)))
          .isInstanceOfSatisfying(
              PluginException.class,
              e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED));
      outbox.publish(report(second, NodeVmState.RUNNING));
    }
    try (Outbox outbox = open()) {
      assertThat(outbox.await(0, 10)).extracting(NodeEvent::sequence).containsExactly(1L, 2L);
    }
  }

  private Outbox open() throws IOException {
    return new Outbox(folder.resolve("events"), new RecordCodec());
  }

  private static VmReport report(VmId id, NodeVmState state) {
    return new VmReport(
        new Placement(id, new Epoch(1)),
        state,
        Instant.parse("2026-11-23T10:00:00Z"),
        true,
        1,
        Optional.empty(),
        List.of("10.87.1.2"),
        Optional.of(new VmReport.Vmm("qemu-tcg", "7.2.0")),
        Optional.empty(),
        Optional.empty(),
        ApplicationSummary.none());
  }
}
