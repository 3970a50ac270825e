package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.SystemDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes disks with QEMU's own tool. */
final class QemuImg {
  private static final Logger LOG = LoggerFactory.getLogger(QemuImg.class);
  private static final int SECONDS = 60;

  /**
   * Makes the overlay, or leaves it alone if it is there: it appears whole or not at all. The base
   * need not be there yet.
   */
  void createOverlay(SystemDisk disk, DiskMiB size) {
    if (Files.exists(disk.overlay())) {
      return;
    }
    Path fresh = disk.overlay().resolveSibling(disk.overlay().getFileName() + ".new");
    String format = disk.baseFormat() == SystemDisk.DiskFormat.QCOW2 ? "qcow2" : "raw";
    run(
        List.of(
            "qemu-img",
            "create",
            "-q",
            "-u",
            "-f",
            "qcow2",
            "-F",
            format,
            "-b",
            disk.base().toString(),
            fresh.toString(),
            size.value() + "M"));
    try {
      Files.move(fresh, disk.overlay(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("The VM's disk cannot be put in its place", e);
    }
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
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
