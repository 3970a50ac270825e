package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.command.Patience;

/**
 * The libvirt daemon of a node, with QEMU. Its guests, their virtual TPMs and its DHCP servers are
 * processes of their own, which outlive it.
 */
public final class Hypervisor {
  /** Where it is reached inside the node. */
  public static final String URI = "qemu:///system";

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  private final Host host;
  private final GuestNetwork guests;
  private Spawned daemon;

  Hypervisor(Host host, GuestNetwork guests) {
    this.host = host;
    this.guests = guests;
  }

  /** The network for guests; defined, started and marked for autostart. */
  public GuestNetwork guests() {
    return guests;
  }

  /** Its socket as the machine's root namespace sees it: {@code qemu:///system?socket=…}. */
  public Path socket() {
    return host.shortFolder().resolve("run/libvirt/libvirt-sock");
  }

  /** The daemon's process, another one after each restart. */
  public synchronized Spawned daemon() {
    return daemon;
  }

  /** Runs virsh inside the node; another status than 0 is a failure. */
  public Output virsh(String... words) {
    List<String> all = new ArrayList<>(List.of("virsh", "--quiet", "--connect", URI));
    all.addAll(List.of(words));
    return host.command(all).run();
  }

  /** Stops the daemon as its service manager would: guests live on. */
  public synchronized void stop() {
    daemon.stop(STOP_GRACE);
  }

  /** Starts the daemon and waits until it answers. */
  public synchronized void start() {
    daemon = host.spawn("libvirtd", List.of("libvirtd"), Map.of());
    Patience.until(
        "libvirt on " + host.name() + " answers (see " + daemon.log() + ")",
        START_LIMIT,
        () -> !daemon.isAlive() || answers());
  }

  /** Stops and starts the daemon while guests live. */
  public synchronized void restart() {
    stop();
    start();
  }

  /** Leaves the guests' network, its name and its addresses to somebody else. */
  public void removeNetwork() {
    virsh("net-destroy", guests.name());
    virsh("net-undefine", guests.name());
  }

  /** SIGKILL to the daemon: guests live on. */
  public synchronized void kill() {
    daemon.kill();
  }

  /** Writes the configuration, starts the daemon and makes the guests' network. */
  void setUp() {
    host.run("rm", "-rf", "/etc/libvirt/qemu", "/etc/libvirt/storage", "/etc/libvirt/secrets");
    LibvirtConfiguration.write(host.seen(Path.of("/etc/libvirt")));
    start();
    Path xml = host.folder().resolve("guests.xml");
    Folders.write(xml, NetworkXml.of(guests));
    virsh("net-define", xml.toString());
    virsh("net-start", guests.name());
    virsh("net-autostart", guests.name());
  }

  private boolean answers() {
    return host.command(List.of("virsh", "--quiet", "--connect", URI, "version"))
        .tryRun()
        .succeeded();
  }
}
