package org.icecoat.testbed.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.icecoat.testbed.grid.TestingGrid;

/** What a service's process has of the machine's memory, and what is in it. */
public final class ServiceMemory {
  private static final int PIECE = 4 << 20;

  private ServiceMemory() {}

  /** Resident, in MiB. */
  static long of(TestingGrid grid, String service) {
    return processes(grid, service).stream()
        .mapToLong(ServiceMemory::residentMiB)
        .max()
        .orElseThrow();
  }

  /** Its processes, one at least. */
  private static List<Long> processes(TestingGrid grid, String service) {
    String file = grid.grid().plan().folder() + "/services/" + service + ".yaml";
    List<Long> found =
        ProcessHandle.allProcesses()
            .map(ProcessHandle::pid)
            .filter(pid -> isJavaWith(pid, file))
            .toList();
    assertThat(found).as("processes that were started with " + file).isNotEmpty();
    return found;
  }

  /** Whether its memory, heap and all else that it can write, holds one of these byte strings. */
  public static boolean holds(TestingGrid grid, String service, List<byte[]> forms) {
    return processes(grid, service).stream().anyMatch(pid -> holds(pid, forms));
  }

  private static boolean holds(long pid, List<byte[]> forms) {
    Path memory = Path.of("/proc", Long.toString(pid), "mem");
    try (FileChannel channel = FileChannel.open(memory)) {
      for (String line : read(pid, "maps").lines().toList()) {
        if (line.contains(" rw") && holds(channel, line, forms)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one mapping in pieces that overlap by the longest form.
   *
   * @param line of {@code /proc/PID/maps}
   */
  private static boolean holds(FileChannel memory, String line, List<byte[]> forms) {
    String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
    long at = Long.parseLong(range[0], 16);
    long end = Long.parseLong(range[1], 16);
    int overlap = forms.stream().mapToInt(form -> form.length).max().orElseThrow();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    while (at < end) {
      piece.clear().limit((int) Math.min(PIECE, end - at));
      try {
        if (memory.read(piece, at) <= 0) {
          return false;
        }
      } catch (IOException e) {
        return false; // it was unmapped meanwhile, or is guarded
      }
      byte[] bytes = Arrays.copyOf(piece.array(), piece.position());
      if (Bytes.containsAny(bytes, forms)) {
        return true;
      }
      at += bytes.length < PIECE ? Math.max(1, bytes.length) : PIECE - overlap;
    }
    return false;
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
