package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import org.icecoat.domain.vm.VmId;

/** Where the host's end of a guest runner's port is. */
final class GuestSocket {
  private GuestSocket() {}

  /** A socket's path has at most 107 bytes: folder (at most 60), slash, 36 of the id, 6. */
  static Path of(Path runFolder, VmId id) {
    return runFolder.resolve(id + ".guest");
  }
}
