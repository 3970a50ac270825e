package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes disks with QEMU's own tool. */
final class QemuImg {
  private static final Logger LOG = LoggerFactory.getLogger(QemuImg.class);
  private static final int SECONDS = 60;

  /**
   * A random key of 256 bits needs no stretching, which guests would wait for. QEMU 7.2 fails now
   * and then with SHA-256: it is done sooner than the kernel's clock of processor time ticks.
   */
  private static final List<String> ENCRYPTED =
      List.of(
          "--object",
          "secret,id=key,format=raw,file=/dev/stdin",
          "-o",
          "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10,encrypt.hash-alg=sha512");

  /**
   * Makes the overlay, or leaves it alone if it is there: it appears whole or not at all. The base
   * need not be there yet.
   *
   * @param keys there if both are to be encrypted; the overlay's goes to qemu-img through a pipe
   */
  void createOverlay(SystemDisk disk, DiskMiB size, Optional<DiskKeys> keys) {
    if (Files.exists(disk.overlay())) {
      return;
    }
    Path fresh = disk.overlay().resolveSibling(disk.overlay().getFileName() + ".new");
    List<String> command = new ArrayList<>(List.of("qemu-img", "create", "-q", "-u"));
    keys.ifPresent(any -> command.addAll(ENCRYPTED));
    String format = disk.baseFormat() == SystemDisk.DiskFormat.RAW ? "raw" : "qcow2";
    command.addAll(List.of("-f", "qcow2", "-F", format, "-b", disk.base().toString()));
    command.addAll(List.of(fresh.toString(), size.value() + "M"));
    byte[] told = keys.map(both -> both.overlay().passphrase()).orElseGet(() -> new byte[0]);
    try {
      run(command, told);
    } finally {
      Arrays.fill(told, (byte) 0);
    }
    try {
      Files.move(fresh, disk.overlay(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("The VM's disk cannot be put in its place", e);
    }
  }

  private static void run(List<String> command, byte[] told) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream input = process.getOutputStream()) {
        input.write(told);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failure("qemu-img takes too long: is the node's disk overloaded?", null);
      }
      if (process.exitValue() != 0) {
        LOG.warn("{} ended with {}: {}", command, process.exitValue(), said.strip());
        throw failure("qemu-img could not make the VM's disk; the node's log says why", null);
      }
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
