package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.icecoat.domain.node.HealthFinding;

/** Looks at libvirt's settings for QEMU, as far as the plug-in may read them. */
final class QemuSettings {
  private static final Pattern NO_SANDBOX =
      Pattern.compile("(?m)^\\s*seccomp_sandbox\\s*=\\s*0\\b");

  private final Path file;

  QemuSettings(Programs programs) {
    this.file = programs.settings();
  }

  Optional<HealthFinding> finding() {
    try {
      if (Files.isReadable(file) && NO_SANDBOX.matcher(Files.readString(file)).find()) {
        return Optional.of(
            new HealthFinding(
                "SANDBOX_OFF",
                "libvirt's qemu.conf turns QEMU's seccomp sandbox off: remove"
                    + " 'seccomp_sandbox = 0' and restart libvirtd"));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not ours to read: nothing is known
    }
  }
}
