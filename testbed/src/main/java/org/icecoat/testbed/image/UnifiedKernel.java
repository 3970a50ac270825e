package org.icecoat.testbed.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.command.Folders;

/** Kernel, command line and initramfs as one program for UEFI, by systemd's stub. */
final class UnifiedKernel {
  private static final Path STUB = Path.of("/usr/lib/systemd/boot/efi/linuxx64.efi.stub");
  private static final Path RELEASE = Path.of("/etc/os-release");

  private UnifiedKernel() {}

  /**
   * @param archives are put one behind the other: the kernel unpacks them all
   * @param stage for what is needed on the way
   */
  static Path make(GuestKernel kernel, List<Path> archives, Path stage) {
    Path initrd = stage.resolve("initrd");
    Folders.io("write", initrd, () -> join(archives, initrd));
    Path commandLine =
        Folders.write(stage.resolve("cmdline"), kernel.commandLine() + " root=memory");
    Path program = stage.resolve("unified.efi");
    Tool.of(
            "objcopy",
            "--add-section",
            ".osrel=" + RELEASE,
            "--change-section-vma",
            ".osrel=0x20000",
            "--add-section",
            ".cmdline=" + commandLine,
            "--change-section-vma",
            ".cmdline=0x30000",
            "--add-section",
            ".linux=" + kernel.kernel(),
            "--change-section-vma",
            ".linux=0x2000000",
            "--add-section",
            ".initrd=" + initrd,
            "--change-section-vma",
            ".initrd=0x4000000",
            STUB.toString(),
            program.toString())
        .run();
    return program;
  }

  private static Path join(List<Path> archives, Path whole) throws IOException {
    try (OutputStream out = Files.newOutputStream(whole)) {
      for (Path archive : archives) {
        Files.copy(archive, out);
      }
    }
    return whole;
  }
}
