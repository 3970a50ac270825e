package org.icecoat.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;

/** Finds and removes whatever of a run is on the machine, by the run's id alone. */
final class Sweep {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private final RunId run;
  private final RunProcesses processes;

  Sweep(RunId run) {
    this.run = run;
    this.processes = new RunProcesses(run);
  }

  /** Ends its processes, and removes its links, control groups and folder. May be repeated. */
  void clean() {
    Patience.until("the processes of " + run + " have ended", LIMIT, this::noProcess);
    links().forEach(link -> Command.of("ip", "link", "delete", link).tryRun());
    mounts().forEach(mount -> Command.of("umount", "--lazy", mount).tryRun());
    Patience.until("the control groups of " + run + " are gone", LIMIT, this::noGroup);
    Folders.remove(RunFolder.pathOf(run));
  }

  List<String> leftovers() {
    List<String> found = new ArrayList<>();
    for (ProcessHandle process : processes.all()) {
      found.add("process " + process.pid() + " " + process.info().command().orElse(""));
    }
    links().forEach(link -> found.add("link " + link));
    mounts().forEach(mount -> found.add("mount " + mount));
    groups().forEach(group -> found.add("control group " + group));
    if (Files.exists(RunFolder.pathOf(run))) {
      found.add("folder " + RunFolder.pathOf(run));
    }
    return found;
  }

  private boolean noProcess() {
    List<ProcessHandle> left = processes.all();
    left.forEach(ProcessHandle::destroyForcibly);
    return left.isEmpty();
  }

  /** Links in the root namespace; those in the hosts end with their hosts. */
  private List<String> links() {
    return Folders.list(Path.of("/sys/class/net")).stream()
        .filter(link -> run.label().equals(alias(link)))
        .map(link -> link.getFileName().toString())
        .toList();
  }

  private static String alias(Path link) {
    try {
      return Files.readString(link.resolve("ifalias")).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /** The latest first. */
  private List<String> mounts() {
    List<String> points = new ArrayList<>();
    for (String line : Folders.read(Path.of("/proc/self/mountinfo")).split("\n", -1)) {
      if (line.contains("/" + run.label())) {
        points.add(line.split(" ", -1)[4]);
      }
    }
    Collections.reverse(points);
    return points;
  }

  private boolean noGroup() {
    for (Path group : groups()) {
      Command.of("find", group.toString(), "-depth", "-type", "d", "-delete").tryRun();
    }
    return groups().isEmpty();
  }

  /** Its folder in each hierarchy, or in the one. */
  private List<Path> groups() {
    return Stream.concat(Stream.of(GROUPS), Folders.list(GROUPS).stream())
        .map(hierarchy -> hierarchy.resolve(run.label()))
        .filter(Files::isDirectory)
        .toList();
  }
}
