package org.icecoat.testbed.host;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * One host: its own processes, mounts, name, control groups and network address. Its /etc and /run
 * are its own too: what is written there inside is not on the machine. Everything else of the file
 * system is shared, so a path means the same inside and outside.
 */
public final class Host {
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);

  private final String name;
  private final InetAddress address;
  private final Path folder;
  private final Path shortFolder;
  private final Namespaces namespaces;
  private final Cable cable;
  private final Hypervisor hypervisor;
  private final List<Spawned> spawned = new CopyOnWriteArrayList<>();

  Host(HostParts parts, InetAddress address, Namespaces namespaces, Cable cable) {
    this.name = parts.name();
    this.address = address;
    this.folder = parts.folder();
    this.shortFolder = parts.shortFolder();
    this.namespaces = namespaces;
    this.cable = cable;
    this.hypervisor = parts.guests().map(guests -> new Hypervisor(this, guests)).orElse(null);
  }

  public String name() {
    return name;
  }

  /** Its name in each host's /etc/hosts, where the plain {@link #name()} stands too. */
  public String dnsName() {
    return HostsFile.dnsName(name);
  }

  /** Reachable from every host of the testbed and from the machine itself. */
  public InetAddress address() {
    return address;
  }

  /** For files of this host, below the testbed's folder; stays when the testbed is closed. */
  public Path folder() {
    return folder;
  }

  /** For sockets: a few characters under /run, the same inside and outside; ends with the run. */
  public Path shortFolder() {
    return shortFolder;
  }

  /** The link to the other hosts; the front has it too. */
  public Cable cable() {
    return cable;
  }

  /**
   * The libvirt daemon.
   *
   * @throws TestbedException {@code UNKNOWN_NAME} on the front, which has none
   */
  public Hypervisor hypervisor() {
    return Optional.ofNullable(hypervisor)
        .orElseThrow(
            () ->
                new TestbedException(
                    TestbedFault.UNKNOWN_NAME, name + " runs no hypervisor: take a node"));
  }

  /** A command for inside, to be given a limit and run. Its working folder is this host's. */
  public Command command(List<String> words) {
    return Command.of(namespaces.inside(folder, words))
        .withEnvironment(namespaces.environment(Map.of()));
  }

  /** Runs a command inside to its end; another status than 0 is a {@link TestbedException}. */
  public Output run(String... words) {
    return command(List.of(words)).run();
  }

  /**
   * Starts a long-running process inside, logging to {@code log/NAME.log} in the host's folder.
   *
   * @param environment added to this JVM's own
   */
  public Spawned spawn(String process, List<String> words, Map<String, String> environment) {
    Path log = folder.resolve("log").resolve(process + ".log");
    Spawned started =
        Spawned.inside(
            process, log, namespaces.inside(folder, words), namespaces.environment(environment));
    spawned.add(started);
    return started;
  }

  /** Where the machine's root namespace sees what this host sees as {@code path}. */
  Path seen(Path path) {
    Path root = Path.of("/proc", String.valueOf(namespaces.init().pid()), "root");
    return root.resolve(Path.of("/").relativize(path));
  }

  /** Asks what was spawned to end, the last first, and then ends everything else in the host. */
  void end() {
    for (int i = spawned.size() - 1; i >= 0; i--) {
      spawned.get(i).stop(STOP_GRACE);
    }
    powerOff();
  }

  /** Pulls the plug: everything in the host ends at once. */
  public void powerOff() {
    namespaces.end();
  }
}
