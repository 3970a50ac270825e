package org.icecoat.plugin.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.record.DurableLog;
import org.icecoat.plugin.record.RecordCodec;
import org.icecoat.plugin.vm.ReportSink;

/**
 * Events that the factory has not taken. Of each VM only the newest counts, so the box is never
 * larger than the node has had VMs since it was last emptied. A file of lines, appended to and
 * forced to the disk; written anew when it has grown.
 */
public final class Outbox implements ReportSink, AutoCloseable {
  private static final long LARGEST_FILE = 4L << 20;

  /** A line of the file: an event, or how far the factory has taken them. */
  private record Line(NodeEvent event, Long taken) {}

  private final Path file;
  private final RecordCodec codec;
  private final Map<VmId, NodeEvent> waiting = new LinkedHashMap<>();

  /** Guards the file; taken before this object's own lock, never after it. */
  private final Object writing = new Object();

  private final DurableLog.Opening opening;
  private long last;
  private DurableLog log;

  /** The file's last line may not be whole: nothing is appended to it. */
  private boolean torn;

  private boolean closed;

  /** Reads the file, which is made if it is not there. A last line that is cut short is dropped. */
  public Outbox(Path file, RecordCodec codec) throws IOException {
    this(file, codec, DurableLog::of);
  }

  Outbox(Path file, RecordCodec codec, DurableLog.Opening opening) throws IOException {
    this.file = file;
    this.opening = opening;
    this.codec = codec;
    if (Files.exists(file)) {
      String text = Files.readString(file);
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::restore);
    }
    compact();
  }

  private void restore(String json) {
    Line line = codec.decode(json, Line.class);
    if (line.event() != null) {
      waiting.merge(line.event().report().placement().id(), line.event(), Outbox::newer);
      last = Math.max(last, line.event().sequence());
    } else {
      last = Math.max(last, line.taken());
      waiting.values().removeIf(event -> event.sequence() <= line.taken());
    }
  }

  /** Lines of the file may be out of order. */
  private static NodeEvent newer(NodeEvent one, NodeEvent other) {
    return one.sequence() > other.sequence() ? one : other;
  }

  /** The factory may have the event before the disk has it: then it may come to it twice. */
  @Override
  public void publish(VmReport report) {
    append(new Line(noted(report), null));
  }

  private synchronized NodeEvent noted(VmReport report) {
    NodeEvent event = new NodeEvent(++last, report);
    waiting.put(report.placement().id(), event);
    notifyAll();
    return event;
  }

  /** The oldest events that wait, in ascending order; waits for one until the time is up. */
  synchronized List<NodeEvent> await(long milliseconds, int most) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    long left = milliseconds;
    while (waiting.isEmpty() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return waiting.values().stream()
        .sorted(Comparator.comparingLong(NodeEvent::sequence))
        .limit(most)
        .toList();
  }

  /**
   * The factory has all events up to that one. If it knows of later ones than this node has ever
   * sent, the node has lost its records: it goes on counting after those, and sends all again.
   */
  void taken(long upTo) {
    countedOn(upTo).forEach(event -> append(new Line(event, null)));
    append(new Line(null, upTo));
    forget(upTo);
  }

  /** All that wait, if the factory knows of later ones. */
  private synchronized List<NodeEvent> countedOn(long upTo) {
    if (upTo <= last) {
      return List.of();
    }
    last = upTo;
    waiting.replaceAll((id, event) -> new NodeEvent(++last, event.report()));
    return List.copyOf(waiting.values());
  }

  private synchronized void forget(long upTo) {
    waiting.values().removeIf(event -> event.sequence() <= upTo);
  }

  /** What could not be written, as to a full disk, comes with the next line: the file is anew. */
  private void append(Line line) {
    synchronized (writing) {
      try {
        if (torn) {
          compact();
        }
        torn = true;
        log.append(codec.encode(line) + "\n");
        if (log.size() > LARGEST_FILE) {
          compact();
        }
        torn = false;
      } catch (IOException e) {
        throw new PluginException(
            PluginFault.STORAGE_FAILED, "The node cannot keep its events: is its disk full?", e);
      }
    }
  }

  private void compact() throws IOException {
    if (closed) {
      throw new IOException("The outbox is closed");
    }
    if (log != null) {
      log.close();
    }
    log = opening.of(file, content());
  }

  private synchronized String content() {
    StringBuilder lines =
        new StringBuilder(codec.encode(new Line(null, takenSoFar()))).append('\n');
    for (NodeEvent event : waiting.values()) {
      lines.append(codec.encode(new Line(event, null))).append('\n');
    }
    return lines.toString();
  }

  private long takenSoFar() {
    return waiting.values().stream().mapToLong(NodeEvent::sequence).min().orElse(last + 1) - 1;
  }

  @Override
  public void close() throws IOException {
    synchronized (writing) {
      closed = true;
      log.close();
    }
  }
}
