package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.SystemDisk.DiskFormat;

/** Over what an overlay lies, and how large it is. */
record OverlayForm(Path base, DiskFormat baseFormat, DiskMiB size) {
  /** A disk whose form is not known yet. */
  private static final String LEAST = "64K";

  static OverlayForm of(SystemDisk disk, DiskMiB size) {
    return new OverlayForm(disk.base(), disk.baseFormat(), size);
  }

  /** Options of qemu-img that name the base. */
  List<String> baseOptions() {
    return List.of("-F", baseFormat == DiskFormat.RAW ? "raw" : "qcow2", "-b", base.toString());
  }

  String mebibytes() {
    return size.value() + "M";
  }

  /** The size, for qemu-img, of a disk of that form, if it has one. */
  static String size(Optional<OverlayForm> form) {
    return form.map(OverlayForm::mebibytes).orElse(LEAST);
  }
}
