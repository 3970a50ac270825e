package org.icecoat.testbed.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * The namespaces of one host, held by its keeper process. They have no names and no mounts in the
 * root namespace: when the keeper ends, the kernel ends every process in them and then removes
 * them, with their links and mounts.
 */
final class Namespaces {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final RunFolder run;
  private final String host;
  private final Spawned keeper;
  private final ProcessHandle init;

  private Namespaces(RunFolder run, String host, Spawned keeper, ProcessHandle init) {
    this.run = run;
    this.host = host;
    this.keeper = keeper;
    this.init = init;
  }

  /**
   * @param views for each place that the host is to see otherwise, the folder or file to see there
   */
  static Namespaces start(RunFolder run, String host, Path log, Map<Path, Path> views) {
    List<String> words = new ArrayList<>(List.of("sh", run.script("keeper.sh")));
    words.addAll(List.of(run.id().label(), host));
    words.addAll(List.of("sh", run.script("host-init.sh"), host));
    words.add(run.folder().toString());
    words.add(run.of(host).toString());
    views.forEach((place, seen) -> words.addAll(List.of(seen.toString(), place.toString())));
    Spawned keeper = Spawned.outside(host, log, words, run.environment());
    Path ready = run.of(host).resolve("ready");
    Patience.until(
        host + " is up (see " + log + ")",
        START_LIMIT,
        () -> !keeper.isAlive() || Files.exists(ready));
    ProcessHandle init =
        keeper
            .child()
            .orElseThrow(
                () ->
                    new TestbedException(
                        TestbedFault.COMMAND_FAILED,
                        host + " did not start: " + keeper.lastWords()));
    return new Namespaces(run, host, keeper, init);
  }

  /** Its first process, in whose namespaces links can be put. */
  ProcessHandle init() {
    return init;
  }

  /** The words that run others inside, with all namespaces and control groups of the host. */
  List<String> inside(Path folder, List<String> words) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--target", pid()));
    all.addAll(List.of("--mount", "--net", "--uts", "--ipc", "--cgroup", "--pid"));
    all.addAll(List.of("--wdns=" + folder, "--", "sh", run.script("enter.sh")));
    all.addAll(words);
    return all;
  }

  /** A command that sees the host's network, but the machine's processes and files. */
  Command onNetwork(String... words) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--target", pid(), "--net", "--"));
    all.addAll(List.of(words));
    return Command.of(all);
  }

  /** Ends everything in it. */
  void end() {
    keeper.kill();
  }

  Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(run.environment());
    all.put("HOSTNAME", host);
    all.putAll(more);
    return all;
  }

  private String pid() {
    return String.valueOf(init.pid());
  }
}
