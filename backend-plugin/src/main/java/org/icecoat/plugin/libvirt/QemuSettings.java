package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.icecoat.domain.node.HealthFinding;

/** Looks at the site's qemu.conf, as far as the plug-in may read it. */
final class QemuSettings {
  private static final Path FILE = Path.of("/etc/libvirt/qemu.conf");
  private static final Pattern NO_SANDBOX =
      Pattern.compile("(?m)^\\s*seccomp_sandbox\\s*=\\s*0\\b");

  Optional<HealthFinding> finding() {
    return finding(FILE);
  }

  static Optional<HealthFinding> finding(Path file) {
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
