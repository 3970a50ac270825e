package org.icecoat.plugin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.record.RecordCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSenderTest {
  @TempDir Path folder;

  @Test
  void news_goes_on_after_whatever_went_wrong() throws Exception {
    Deque<Failure> failures =
        new ArrayDeque<>(
            List.of(
                () -> {
                  throw new IOException("The factory does not answer");
                },
                () -> {
                  throw new IllegalStateException("A defect");
                },
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                }));
    CountDownLatch taken = new CountDownLatch(1);
    EventSink factory =
        events -> {
          if (!failures.isEmpty()) {
            failures.remove().happen();
          }
          taken.countDown();
          return events.get(events.size() - 1).sequence();
        };
    try (Outbox outbox = new Outbox(folder.resolve("events"), new RecordCodec());
        EventSender sender = new EventSender(outbox, factory)) {
      sender.start();
      outbox.publish(report());
      assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void an_event_that_breaks_the_schema_is_left_out_and_those_beside_and_after_it_are_taken()
      throws Exception {
    List<VmReport> reports = Stream.generate(EventSenderTest::report).limit(9).toList();
    VmReport bad = reports.get(5);
    Set<VmReport> taken = ConcurrentHashMap.newKeySet();
    AtomicInteger refusals = new AtomicInteger();
    AtomicInteger lastAtOnce = new AtomicInteger();
    CountDownLatch allGood = new CountDownLatch(reports.size() - 1);
    EventSink factory =
        events -> {
          List<VmReport> told = events.stream().map(NodeEvent::report).toList();
          if (told.contains(bad)) {
            refusals.incrementAndGet();
            throw new EventsRefusedException("Not as the schema wants it", null);
          }
          lastAtOnce.set(told.size());
          told.stream().filter(taken::add).forEach(each -> allGood.countDown());
          return events.get(events.size() - 1).sequence();
        };
    try (Outbox outbox = new Outbox(folder.resolve("events"), new RecordCodec());
        EventSender sender = new EventSender(outbox, factory)) {
      reports.forEach(outbox::publish);
      sender.start();
      assertThat(allGood.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(outbox.await(0, 256)).extracting(NodeEvent::report).doesNotContain(bad);
    }
    assertThat(taken).doesNotContain(bad);
    assertThat(refusals).hasValueLessThan(reports.size());
    assertThat(lastAtOnce).as("after it more than one are sent at once again").hasValue(2);
  }

  private static VmReport report() {
    return new VmReport(
        new Placement(new VmId(UUID.randomUUID()), new Epoch(1)),
        NodeVmState.RUNNING,
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

  private interface Failure {
    void happen() throws IOException;
  }
}
