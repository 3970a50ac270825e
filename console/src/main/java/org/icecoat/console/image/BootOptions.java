package org.icecoat.console.image;

import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.DirectKernelType;
import picocli.CommandLine.Option;

/** How a disk boots: by UEFI firmware, unless a kernel is named. */
final class BootOptions {
  @Option(
      names = "--kernel",
      paramLabel = "ID",
      description = "Boot a disk without firmware: the id of a registered kernel.")
  private String kernel;

  @Option(
      names = "--initrd",
      paramLabel = "ID",
      description = "With --kernel, the id of a registered initial ramdisk.")
  private String initialRamdisk;

  @Option(
      names = "--command-line",
      paramLabel = "TEXT",
      description = "With --kernel, the kernel's command line.")
  private String commandLine;

  /** Null for what is no disk. */
  BootType wire(boolean disk) {
    boolean direct = kernel != null || initialRamdisk != null || commandLine != null;
    if (direct && (!disk || kernel == null || initialRamdisk == null)) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "A disk that boots by --kernel needs --initrd too; others need none");
    }
    if (!disk) {
      return null;
    }
    BootType wire = new BootType();
    if (direct) {
      wire.setDirectKernel(directKernel());
    } else {
      wire.setUefi(new BootType.Uefi());
    }
    return wire;
  }

  private DirectKernelType directKernel() {
    DirectKernelType wire = new DirectKernelType();
    wire.setKernel(kernel);
    wire.setInitialRamdisk(initialRamdisk);
    wire.setCommandLine(commandLine == null ? "" : commandLine);
    return wire;
  }
}
