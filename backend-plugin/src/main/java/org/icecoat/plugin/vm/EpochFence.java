package org.icecoat.plugin.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<VmId, Epoch> seen = new HashMap<>();
  private final DurableLog log;

  /** Reads the file, which is made if it is not there. A last line that is cut short is dropped. */
  public EpochFence(Path file) throws IOException {
    if (Files.exists(file)) {
      String text = Files.readString(file);
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::restore);
    }
    log = DurableLog.of(file, compacted());
  }

  private void restore(String line) {
    List<String> words = List.of(line.split(" ", -1));
    Epoch epoch = new Epoch(Long.parseLong(words.get(1)));
    seen.merge(VmId.parse(words.get(0)), epoch, EpochFence::newer);
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

  private void write(String line) {
    try {
      log.append(line);
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot remember placements: is its disk full?", e);
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
