package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.util.UUID;
import org.icecoat.testbed.command.Folders;

/** The settings that let several libvirt daemons live on one machine; for testbeds alone. */
final class LibvirtConfiguration {
  private static final String DAEMON =
      """
      # Two daemons on one machine would otherwise find the same one in its firmware.
      host_uuid = "%s"
      auth_unix_ro = "none"
      auth_unix_rw = "none"
      log_outputs = "2:file:/var/log/libvirt/libvirtd.log"
      """;

  private static final String QEMU =
      """
      user = "root"
      group = "root"
      security_driver = "none"
      swtpm_user = "root"
      swtpm_group = "root"
      remember_owner = 0
      # There is no virtlogd.
      stdio_handler = "file"
      """;

  private LibvirtConfiguration() {}

  static void write(Path folder) {
    Folders.write(folder.resolve("libvirtd.conf"), DAEMON.formatted(UUID.randomUUID()));
    Folders.write(folder.resolve("qemu.conf"), QEMU);
  }
}
