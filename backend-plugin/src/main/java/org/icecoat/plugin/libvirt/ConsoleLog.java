package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import org.icecoat.plugin.spec.VmSpec;

/** Where the guest's serial console is written: beside its disk. */
final class ConsoleLog {
  private ConsoleLog() {}

  static Path of(VmSpec spec) {
    return spec.disk().overlay().resolveSibling("console.log");
  }
}
