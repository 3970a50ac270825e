package org.icecoat.testbed.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.icecoat.testbed.grid.TestingGrid;

/** What a service's process has of the machine's memory. */
final class ServiceMemory {
  private ServiceMemory() {}

  /** Resident, in MiB. */
  static long of(TestingGrid grid, String service) {
    String file = grid.grid().plan().folder() + "/services/" + service + ".yaml";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> isJavaWith(pid, file))
        .mapToLong(ServiceMemory::residentMiB)
        .max()
        .orElseThrow(() -> new AssertionError("No process was started with " + file));
  }

  private static boolean isJavaWith(long pid, String file) {
    String words = read(pid, "cmdline");
    return words.contains("java") && words.replace('\0', ' ').contains(file);
  }

  private static long residentMiB(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return ""; // it has ended meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
