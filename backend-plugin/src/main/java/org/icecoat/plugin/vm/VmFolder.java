package org.icecoat.plugin.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.plugin.guest.ApplicationOutput;

/** The files of one VM; nothing of a VM is anywhere else. */
record VmFolder(Path folder) {
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
