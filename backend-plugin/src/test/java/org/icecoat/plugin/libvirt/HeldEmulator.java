package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** QEMU behind a script, which waits before it becomes a guest's while a file is there. */
final class HeldEmulator {
  private final Path program;
  private final Path hold;

  HeldEmulator(Path folder) {
    program = folder.resolve("emulator.sh");
    hold = folder.resolve("hold-guests");
    String script =
        """
        #!/bin/sh
        case " $* " in
        *" -name guest="*) while [ -e '%s' ]; do sleep 0.05; done ;;
        esac
        exec '%s' "$@"
        """
            .formatted(hold, Programs.ofDebian().emulator());
    try {
      Files.writeString(program, script);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Programs programs() {
    return new Programs(program, null, null, null, null);
  }

  /** Holds guests that start from now on; what is given lets them go. */
  Runnable hold() {
    try {
      Files.createFile(hold);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this::letGo;
  }

  void letGo() {
    try {
      Files.deleteIfExists(hold);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
