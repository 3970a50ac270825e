package org.icecoat.console.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** libvirt on this host: whether its socket is open, and whether QEMU's driver answers. */
final class LibvirtCheck implements Check {
  private static final String NAME = "libvirt";
  private static final long LONGEST_SECONDS = 10;
  private static final String HYPERVISOR = "Running hypervisor:";

  private final HostFiles host;

  LibvirtCheck(HostFiles host) {
    this.host = host;
  }

  @Override
  public List<Finding> findings() {
    return List.of(socket());
  }

  private Finding socket() {
    Path socket = host.at("/run/libvirt/libvirt-sock");
    if (!Files.exists(socket)) {
      return Finding.fail(
          NAME, "There is no socket " + socket, "Start libvirt: systemctl start libvirtd");
    }
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
      return host.program("virsh").map(LibvirtCheck::asked).orElseGet(LibvirtCheck::unasked);
    } catch (IOException e) {
      return Finding.fail(
          NAME,
          "Nobody listens on " + socket + ", or this user may not connect",
          "systemctl status libvirtd; the plug-in's user must be in the group libvirt");
    }
  }

  private static Finding unasked() {
    return Finding.warn(
        NAME,
        "Its socket is open, but there is no virsh to ask it",
        "apt-get install --no-install-recommends libvirt-clients");
  }

  /** Over the read-only connection, which asks for no passphrase. */
  private static Finding asked(Path virsh) {
    try {
      Process process =
          new ProcessBuilder(virsh.toString(), "-r", "-c", "qemu:///system", "version")
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return silent("nothing within " + LONGEST_SECONDS + " s");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return hypervisor(said)
          .map(one -> Finding.ok(NAME, "It answers, with " + one))
          .orElseGet(() -> silent(said.lines().findFirst().orElse("nothing")));
    } catch (IOException e) {
      return silent(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silent("interrupted");
    }
  }

  private static Optional<String> hypervisor(String said) {
    return said.lines()
        .filter(line -> line.startsWith(HYPERVISOR))
        .map(line -> line.substring(HYPERVISOR.length()).strip())
        .findFirst();
  }

  private static Finding silent(String said) {
    return Finding.fail(
        NAME,
        "Its socket is open, but it names no hypervisor: " + said,
        "systemctl status libvirtd; virsh -c qemu:///system version");
  }
}
