package org.icecoat.plugin.vm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.plugin.guest.ApplicationOutput;

/** The files of one VM; nothing of a VM is anywhere else. */
record VmFolder(Path folder) {
  private static final long LARGEST_CONSOLE = 4L << 20;

  Path record() {
    return folder.resolve("vm.json");
  }

  Path overlay() {
    return folder.resolve("disk.qcow2");
  }

  Path firmwareVariables() {
    return folder.resolve("firmware.fd");
  }

  Path application() {
    return folder.resolve("application.tar");
  }

  ApplicationOutput output() {
    return new ApplicationOutput(folder.resolve("output"));
  }

  /**
   * Empties the log of the serial console when it has grown: a guest can write to it without end.
   * The monitor appends to it, so that it goes on at the start.
   */
  void trimConsole() throws IOException {
    Path console = folder.resolve("console.log");
    if (Files.exists(console) && Files.size(console) > LARGEST_CONSOLE) {
      try (FileChannel channel = FileChannel.open(console, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }

  void remove() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.deleteIfExists(record()); // without it the rest is rubbish, whatever happens now
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
