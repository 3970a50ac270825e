package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.icecoat.trust.secret.DiskKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypted disks made ahead: QEMU needs seconds of processor time for each, since it tries out how
 * fast the machine derives keys, however little of that is asked for. They have the form of the
 * disk that was asked for last, which most often is that of the next. Each has a key of its own,
 * which is kept in memory alone; a disk that an earlier process has left is of no use and removed.
 */
final class BlankDisks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlankDisks.class);

  /** So many are ready once the first has been asked for. */
  static final int READY = 2;

  /** So many may be meant for VMs that have not taken them. */
  private static final int MOST_MEANT = 16;

  /** Guests come first. */
  private static final List<String> GENTLY = List.of("nice", "-n", "19");

  private final Path folder;
  private final Executor later;
  private final Deque<Blank> ready = new ArrayDeque<>();
  private final Deque<Blank> meant = new ArrayDeque<>();
  private final Set<Process> making = new HashSet<>();
  private Optional<OverlayForm> last = Optional.empty();
  private boolean filling;
  private boolean opened;
  private boolean closed;

  private record Blank(DiskKey key, Path file, Optional<OverlayForm> form) {}

  /**
   * A disk that is the taker's.
   *
   * @param fits whether it has the form that was asked for
   */
  record Taken(Path file, boolean fits) {}

  /**
   * Keeps them in that folder, which need not be there.
   *
   * @param later runs what has to wait until the guest of the VM that took a disk has started: even
   *     a gentle process slows down an emulated one that shares a core's caches with it
   */
  BlankDisks(Path folder, Executor later) {
    this.folder = folder;
    this.later = later;
  }

  /**
   * A key whose disk is ready, or a fresh one if none is; more are made later.
   *
   * @return the caller's to close
   */
  synchronized DiskKey key(SecureRandom random) {
    Blank blank = ready.poll();
    if (!filling) {
      filling = true;
      later.execute(() -> fill(random));
    }
    if (blank == null) {
      return DiskKey.fresh(random);
    }
    meant.add(blank);
    if (meant.size() > MOST_MEANT) {
      drop(meant.remove());
    }
    return blank.key().copy();
  }

  /** The disk that is encrypted by that key, the caller's from now on; empty if there is none. */
  synchronized Optional<Taken> take(DiskKey key, OverlayForm form) {
    last = Optional.of(form);
    Optional<Blank> found = meant.stream().filter(blank -> blank.key().matches(key)).findFirst();
    found.ifPresent(
        blank -> {
          meant.remove(blank);
          blank.key().close();
        });
    return found.map(blank -> new Taken(blank.file(), blank.form().equals(last)));
  }

  /** How many wait for a VM. */
  synchronized int ready() {
    return ready.size();
  }

  private synchronized void fill(SecureRandom random) {
    filling = false;
    try {
      open();
      for (int lacking = READY - ready.size() - making.size(); lacking > 0 && !closed; lacking--) {
        make(DiskKey.fresh(random));
      }
    } catch (IOException e) {
      LOG.warn("No disks can be made ahead: {}", e.getMessage());
    }
  }

  private void open() throws IOException {
    if (!opened) {
      Files.createDirectories(folder);
      empty();
      opened = true;
    }
  }

  private void make(DiskKey key) throws IOException {
    Path file = folder.resolve(UUID.randomUUID() + ".qcow2");
    List<String> command = new ArrayList<>(GENTLY);
    Blank blank = new Blank(key, file, last);
    command.addAll(QemuImg.encrypted(file, blank.form()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    making.add(process);
    tell(process, key);
    var unused = process.onExit().thenAccept(ended -> made(ended, blank));
  }

  /** Hands the passphrase over; a process that does not take it has ended, and is judged then. */
  private static void tell(Process process, DiskKey key) {
    byte[] passphrase = key.passphrase();
    try (OutputStream input = process.getOutputStream()) {
      input.write(passphrase);
    } catch (IOException e) {
      LOG.debug("qemu-img took no key", e);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private synchronized void made(Process process, Blank blank) {
    making.remove(process);
    if (closed || process.exitValue() != 0) {
      LOG.info("A disk made ahead is given up, qemu-img ended with {}", process.exitValue());
      drop(blank);
      return;
    }
    ready.add(blank);
  }

  /** Ends what is under way and removes what nobody has taken. */
  @Override
  public synchronized void close() {
    closed = true;
    making.forEach(Process::destroyForcibly);
    ready.forEach(BlankDisks::drop);
    meant.forEach(BlankDisks::drop);
    ready.clear();
    meant.clear();
  }

  private void empty() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
      old.forEach(BlankDisks::remove);
    }
  }

  private static void drop(Blank blank) {
    blank.key().close();
    remove(blank.file());
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("A disk made ahead stays behind: {}", e.getMessage());
    }
  }
}
