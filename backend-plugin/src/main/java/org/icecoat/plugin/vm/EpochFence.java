package org.icecoat.plugin.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.record.DurableLog;

/**
 * The newest placement that the node has seen of each VM, for ever: orders of older ones are
 * refused, also after the VM is gone. One line a change, forced to the disk before the order is
 * carried out.
 */
public final class EpochFence implements AutoCloseable {
  /**
   * The end of a line. On a disk that was full, earlier versions left a part of a line behind,
   * whose order was refused, and wrote the next one after it.
   */
  private static final Pattern LINE = Pattern.compile("([0-9a-f-]{36}) ([0-9]+)$");

  private final Path file;
  private final DurableLog.Opening opening;
  private final Map<VmId, Epoch> seen = new HashMap<>();
  private DurableLog log;

  /** The file's last line may not be whole: nothing is appended to it. */
  private boolean torn;

  private boolean closed;

  /**
   * Reads the file, which is made if it is not there. A last line that is cut short is dropped.
   *
   * @throws IOException also if a line cannot be understood: a placement would pass again
   */
  public EpochFence(Path file) throws IOException {
    this(file, DurableLog::of);
  }

  EpochFence(Path file, DurableLog.Opening opening) throws IOException {
    this.file = file;
    this.opening = opening;
    if (Files.exists(file)) {
      String text = Files.readString(file);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        restore(line);
      }
    }
    log = opening.of(file, compacted());
  }

  private void restore(String line) throws IOException {
    Matcher end = LINE.matcher(line);
    if (!end.find()) {
      throw strange(line, null);
    }
    try {
      Epoch epoch = new Epoch(Long.parseLong(end.group(2)));
      seen.merge(VmId.parse(end.group(1)), epoch, EpochFence::newer);
    } catch (IllegalArgumentException e) {
      throw strange(line, e);
    }
  }

  private IOException strange(String line, Throwable cause) {
    return new IOException(
        "%s: '%s' names no placement; take it out if its VM is gone for good".formatted(file, line),
        cause);
  }

  private String compacted() {
    StringBuilder text = new StringBuilder();
    seen.forEach((id, epoch) -> text.append(line(id, epoch)));
    return text.toString();
  }

  private static String line(VmId id, Epoch epoch) {
    return id + " " + epoch + "\n";
  }

  private static Epoch newer(Epoch a, Epoch b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /**
   * Lets an order pass and remembers its placement.
   *
   * @throws PluginException STALE_EPOCH
   */
  synchronized void pass(Placement placement) {
    Epoch known = seen.get(placement.id());
    if (known != null && known.compareTo(placement.epoch()) > 0) {
      throw PluginException.stale(known);
    }
    if (!placement.epoch().equals(known)) {
      write(line(placement.id(), placement.epoch()));
      seen.put(placement.id(), placement.epoch());
    }
  }

  synchronized Optional<Epoch> seen(VmId id) {
    return Optional.ofNullable(seen.get(id));
  }

  /** What could not be written, as to a full disk, is written over: the file is anew. */
  private void write(String line) {
    try {
      if (torn) {
        rewrite();
      }
      torn = true;
      log.append(line);
      torn = false;
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot remember placements: is its disk full?", e);
    }
  }

  private void rewrite() throws IOException {
    if (closed) {
      throw new IOException("The node has stopped");
    }
    log.close();
    log = opening.of(file, compacted());
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    log.close();
  }
}
