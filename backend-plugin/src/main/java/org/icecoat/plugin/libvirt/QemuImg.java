package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.trust.secret.DiskKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes disks with QEMU's own tool. */
final class QemuImg {
  private static final Logger LOG = LoggerFactory.getLogger(QemuImg.class);
  private static final TimedProgram PROGRAM = new TimedProgram(Duration.ofSeconds(60));

  /** Of one that makes an encrypted disk. */
  private static final int MOST_TRIES = 3;

  /** The passphrase is told through a pipe. */
  private static final List<String> SECRET =
      List.of("--object", "secret,id=key,format=raw,file=/dev/stdin");

  /**
   * A random key of 256 bits needs no stretching, which guests would wait for. QEMU 7.2 fails now
   * and then, often with SHA-256: it is done sooner than the kernel's clock of processor time
   * ticks.
   */
  private static final List<String> LUKS =
      List.of(
          "-o",
          "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=1,encrypt.hash-alg=sha512");

  private final BlankDisks blanks;
  private final Tool tool;

  /** Runs the tool: {@link TimedProgram#run}. */
  @FunctionalInterface
  interface Tool {
    TimedProgram.Outcome run(List<String> command, byte[] told)
        throws IOException, InterruptedException, TimeoutException;
  }

  QemuImg(BlankDisks blanks) {
    this(blanks, PROGRAM::run);
  }

  QemuImg(BlankDisks blanks, Tool tool) {
    this.blanks = blanks;
    this.tool = tool;
  }

  /** The command that makes an encrypted disk of that form, if any, whose passphrase it reads. */
  static List<String> encrypted(Path file, Optional<OverlayForm> form) {
    List<String> options = new ArrayList<>(SECRET);
    options.addAll(LUKS);
    return creating(file, options, form);
  }

  /** The base need not be there. */
  private static List<String> creating(
      Path file, List<String> options, Optional<OverlayForm> form) {
    List<String> command = new ArrayList<>(List.of("qemu-img", "create", "-q", "-u"));
    command.addAll(options);
    command.addAll(List.of("-f", "qcow2"));
    form.map(OverlayForm::baseOptions).ifPresent(command::addAll);
    command.addAll(List.of(file.toString(), OverlayForm.size(form)));
    return command;
  }

  /**
   * Makes the overlay, or leaves it alone if it is there: it appears whole or not at all. The base
   * need not be there yet.
   *
   * @param keys there if both are to be encrypted
   */
  void createOverlay(SystemDisk disk, DiskMiB size, Optional<DiskKeys> keys) {
    if (Files.exists(disk.overlay())) {
      return;
    }
    OverlayForm form = OverlayForm.of(disk, size);
    Path fresh = disk.overlay().resolveSibling(disk.overlay().getFileName() + ".new");
    Optional<BlankDisks.Taken> blank = keys.flatMap(both -> blanks.take(both.overlay(), form));
    if (blank.isPresent()) {
      move(blank.get().file(), fresh);
      if (!blank.get().fits()) {
        fit(fresh, form, keys.get().overlay());
      }
    } else if (keys.isPresent()) {
      run(encrypted(fresh, Optional.of(form)), keys.get().overlay(), MOST_TRIES);
    } else {
      run(creating(fresh, List.of(), Optional.of(form)), new byte[0], 1);
    }
    move(fresh, disk.overlay());
  }

  /** Gives a disk that was made ahead the VM's size and base. */
  private void fit(Path file, OverlayForm form, DiskKey key) {
    run(opened("resize", file, List.of("-q"), List.of(form.mebibytes())), key, 1);
    List<String> base = new ArrayList<>(List.of("-q", "-u"));
    base.addAll(form.baseOptions());
    run(opened("rebase", file, base, List.of()), key, 1);
  }

  private static List<String> opened(
      String command, Path encrypted, List<String> options, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("qemu-img", command));
    words.addAll(SECRET);
    words.addAll(options);
    words.add("--image-opts");
    words.add(
        "driver=qcow2,encrypt.format=luks,encrypt.key-secret=key,file.filename="
            + encrypted.toString().replace(",", ",,"));
    words.addAll(arguments);
    return words;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("The VM's disk cannot be put in its place", e);
    }
  }

  private void run(List<String> command, DiskKey key, int tries) {
    byte[] told = key.passphrase();
    try {
      run(command, told, tries);
    } finally {
      Arrays.fill(told, (byte) 0);
    }
  }

  private void run(List<String> command, byte[] told, int tries) {
    try {
      TimedProgram.Outcome outcome = tool.run(command, told);
      for (int more = tries - 1; outcome.exitStatus() != 0 && more > 0; more--) {
        LOG.info("{} ended with {}, once more", command, outcome.exitStatus());
        outcome = tool.run(command, told);
      }
      if (outcome.exitStatus() != 0) {
        LOG.warn("{} ended with {}: {}", command, outcome.exitStatus(), outcome.said().strip());
        throw failure("qemu-img could not make the VM's disk; the node's log says why", null);
      }
    } catch (TimeoutException e) {
      throw failure("qemu-img takes too long: is the node's disk overloaded?", e);
    } catch (IOException e) {
      throw failure("qemu-img cannot be run: install Debian's package qemu-utils", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(PluginFault.BUSY, "The plug-in is stopping", e);
    }
  }

  private static PluginException failure(String message, Throwable cause) {
    return new PluginException(PluginFault.STORAGE_FAILED, message, cause);
  }
}
