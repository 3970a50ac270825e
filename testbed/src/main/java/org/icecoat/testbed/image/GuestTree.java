package org.icecoat.testbed.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.command.Folders;

/** What every image has, whatever it is made from: an init that keeps the runner going. */
final class GuestTree {
  private static final String INITTAB = Resources.text("guest-inittab");
  private static final String BOOT = Resources.text("guest-boot.sh");
  private static final String LEASE = Resources.text("guest-lease.sh");
  private static final String UEVENT = Resources.text("guest-uevent.sh");
  private static final String POWER_BUTTON = Resources.text("guest-power-button.sh");

  private GuestTree() {}

  /** All that decides what {@link #fill} makes. */
  static List<String> ingredients(Path runner) {
    return List.of(INITTAB, BOOT, LEASE, UEVENT, POWER_BUTTON, Folders.read(runner));
  }

  static void fill(Path tree, Path runner) {
    Folders.write(tree.resolve("etc/inittab"), INITTAB);
    Resources.program(tree.resolve("usr/lib/icecoat/boot"), BOOT);
    Resources.program(tree.resolve("usr/lib/icecoat/lease"), LEASE);
    Resources.program(tree.resolve("usr/lib/icecoat/uevent"), UEVENT);
    // The name is what busybox acpid makes of the button's event.
    Resources.program(tree.resolve("etc/acpi/PWRF/00000080"), POWER_BUTTON);
    for (String folder : List.of("proc", "sys", "dev", "run", "tmp", "data", "var/lib/icecoat")) {
      Folders.make(tree.resolve(folder));
    }
    Path place = tree.resolve("usr/sbin/icecoat-runner");
    Resources.runnable(Resources.copy(runner, place));
    if (!Files.exists(tree.resolve("bin/busybox"))) {
      Resources.copy(Busybox.PROGRAM, tree.resolve("bin/busybox"));
    }
    Busybox.install(tree);
  }
}
