package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts on one machine, joined by a network of their own: one front for services and any number of
 * nodes that run guests. Closing it removes everything from the machine but the files below its
 * folder; the end of this JVM does too, unless it is killed: then {@link #cleanUp} does.
 */
public final class Testbed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Testbed.class);
  private static final String FRONT = "front";
  private static final String HOSTS = "hosts";

  private final Path folder;
  private final RunFolder run;
  private final HostsFile names = new HostsFile();
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Thread lastResort = new Thread(this::clean, "testbed-clean-up");
  private HostNetwork network;
  private boolean ended;

  private Testbed(Path folder, RunFolder run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Makes one with a front and no node yet. What an earlier, dead run in the same folder left is
   * removed first, and the files of its hosts with it.
   *
   * @param folder for the files of the run, made if it is not there
   * @throws TestbedException {@code NOT_ROOT}, {@code MISSING_PROGRAM} or {@code IN_USE}
   */
  public static Testbed create(Path folder) {
    return create(folder, new SecureRandom());
  }

  static Testbed create(Path given, Random random) {
    Path folder = given.toAbsolutePath().normalize();
    Requirements.check();
    cleanUp(folder);
    Folders.remove(folder.resolve(HOSTS));
    RunId id = RunId.random(random);
    Folders.make(folder);
    Folders.io(
        "write the record in",
        folder,
        () -> {
          RunRecord.ofThisProcess(id).write(folder);
          return folder;
        });
    Testbed bed = new Testbed(folder, RunFolder.make(id));
    Runtime.getRuntime().addShutdownHook(bed.lastResort);
    bed.startFront(random);
    LOG.info("Run {} has {}", id, bed.network.plan().range());
    return bed;
  }

  /**
   * Removes what a run whose JVM was killed, or was left up, has on the machine. Nothing happens if
   * there is nothing.
   *
   * @throws TestbedException {@code IN_USE} if the process that made it lives
   */
  public static void cleanUp(Path folder) {
    Optional<RunRecord> record = RunRecord.read(folder);
    if (record.isEmpty()) {
      return;
    }
    if (record.get().ownedByAnother()) {
      throw new TestbedException(
          TestbedFault.IN_USE,
          "Process %d uses the testbed in %s: end it first"
              .formatted(record.get().owner().pid(), folder));
    }
    LOG.info("Cleaning up run {}", record.get().run());
    new Sweep(record.get().run()).clean();
    RunRecord.remove(folder);
  }

  /** The id of the run that is recorded in this folder, up or dead. */
  public static Optional<String> runIn(Path folder) {
    return RunRecord.read(folder).map(record -> record.run().value());
  }

  /**
   * What of a run is on the machine now, in words: processes, links, mounts, control groups and
   * folders. Empty after its end.
   */
  public static List<String> leftovers(String runId) {
    return new Sweep(new RunId(runId)).leftovers();
  }

  /** Names this run in everything that it makes on the machine. */
  public String runId() {
    return run.id().value();
  }

  /** The environment of a process outside the hosts that is to end with this run. */
  public Map<String, String> mark() {
    return run.environment();
  }

  public Path folder() {
    return folder;
  }

  /** Where factory and image store run; it holds the bridge. */
  public Host front() {
    return host(FRONT);
  }

  /** The front or a node, by its name. */
  public synchronized Host host(String name) {
    return Optional.ofNullable(hosts.get(name))
        .orElseThrow(
            () ->
                new TestbedException(
                    TestbedFault.UNKNOWN_NAME, "No host " + name + " here: " + hosts.keySet()));
  }

  /** The nodes in the order in which they were added. */
  public synchronized List<Host> nodes() {
    return hosts.values().stream().filter(host -> !host.name().equals(FRONT)).toList();
  }

  /**
   * Adds a node with its own libvirt daemon and a network for guests.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public synchronized Host addNode(String name) {
    checkUp();
    HostName.check(name, hosts.keySet());
    int number = hosts.size();
    HostParts parts = parts(name, Optional.of(network.plan().guests(number)));
    Namespaces namespaces = start(parts);
    Cable cable = network.join(number, namespaces);
    Host node = add(new Host(parts, network.plan().node(number), namespaces, cable));
    node.hypervisor().setUp();
    return node;
  }

  /** Lets everything live on when this JVM ends; {@link #cleanUp} ends it then. */
  public synchronized void leaveUp() {
    ended = true;
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  /** Ends everything; nothing of it is on the machine afterwards but files below its folder. */
  @Override
  public synchronized void close() {
    if (!ended && calledOff()) {
      List<Host> reversed = new ArrayList<>(hosts.values());
      Collections.reverse(reversed);
      try {
        reversed.forEach(Host::end);
      } finally {
        clean();
      }
    }
  }

  /** Whether the end of this JVM, if it has begun, does not end the testbed by itself. */
  private boolean calledOff() {
    try {
      return Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException theEndHasBegun) {
      return false;
    }
  }

  private synchronized void clean() {
    if (!ended) {
      ended = true;
      new Sweep(run.id()).clean();
      RunRecord.remove(folder);
    }
  }

  private synchronized void startFront(Random random) {
    checkUp();
    try {
      HostParts parts = parts(FRONT, Optional.empty());
      Namespaces namespaces = start(parts);
      network = HostNetwork.make(run.id(), namespaces, random);
      add(new Host(parts, network.plan().front(), namespaces, network.frontCable()));
    } catch (TestbedException e) {
      close();
      throw e;
    }
  }

  /** The end of the JVM may have ended this testbed while another thread still builds it. */
  private void checkUp() {
    if (ended) {
      throw new TestbedException(TestbedFault.ENDED, "Run " + run.id() + " has ended");
    }
  }

  private HostParts parts(String name, Optional<GuestNetwork> guests) {
    return new HostParts(name, folder.resolve(HOSTS).resolve(name), run.of(name), guests);
  }

  private Namespaces start(HostParts parts) {
    Folders.make(parts.shortFolder());
    Path log = parts.folder().resolve("log/host.log");
    return Namespaces.start(run, parts.name(), log, parts.makeViews());
  }

  private Host add(Host host) {
    names.add(host.name(), host.address());
    hosts.put(host.name(), host);
    hosts.values().forEach(each -> names.write(each.seen(Path.of("/etc/hosts"))));
    return host;
  }
}
