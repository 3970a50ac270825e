package org.icecoat.plugin.spec;

import java.nio.file.Path;

/** How a VM starts. */
public sealed interface Boot {
  /** Without firmware; the files are verified ones of the image cache. */
  record DirectKernel(Path kernel, Path initialRamdisk, String commandLine) implements Boot {}

  /**
   * By UEFI firmware.
   *
   * @param variables the VM's own file of firmware variables, which the monitor creates
   */
  record Uefi(Path variables) implements Boot {}
}
