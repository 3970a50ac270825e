package org.icecoat.testbed.host;

import java.net.InetAddress;
import java.util.Random;
import org.icecoat.testbed.command.Command;

/** The bridge in the front's namespace, the cables to it, and the machine's own cable. */
final class HostNetwork {
  static final String BRIDGE = "grid0";

  private final Namespaces front;
  private final AddressPlan plan;

  private HostNetwork(Namespaces front, AddressPlan plan) {
    this.front = front;
    this.plan = plan;
  }

  /** Claims an address range, makes the bridge and joins the machine's root namespace to it. */
  static HostNetwork make(RunId run, Namespaces front, Random random) {
    HostNetwork network = new HostNetwork(front, FreeRange.claim(front.init(), random));
    network.bridge();
    network.joinMachine(run);
    return network;
  }

  AddressPlan plan() {
    return plan;
  }

  /** The front's own way to the bridge. */
  Cable frontCable() {
    return new Cable(front, BRIDGE);
  }

  /** Lays the cable of node n. */
  Cable join(int n, Namespaces node) {
    String port = "node" + n;
    String pid = String.valueOf(node.init().pid());
    front
        .onNetwork("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", pid)
        .run();
    plug(port);
    node.onNetwork("ip", "address", "add", inSubnet(plan.node(n)), "dev", "eth0").run();
    node.onNetwork("ip", "link", "set", "eth0", "up").run();
    String gateway = plan.front().getHostAddress();
    node.onNetwork("ip", "route", "add", "default", "via", gateway).run();
    return new Cable(front, port);
  }

  private void bridge() {
    front.onNetwork("ip", "link", "add", BRIDGE, "type", "bridge", "stp_state", "0").run();
    front.onNetwork("ip", "address", "add", inSubnet(plan.front()), "dev", BRIDGE).run();
    front.onNetwork("ip", "link", "set", BRIDGE, "up").run();
    plug("visitor");
  }

  private void joinMachine(RunId run) {
    String link = plan.linkName();
    Command.of("ip", "link", "set", link, "alias", run.label()).run();
    Command.of("ip", "address", "add", inSubnet(plan.visitor()), "dev", link).run();
    Command.of("ip", "link", "set", link, "up").run();
  }

  private void plug(String port) {
    front.onNetwork("ip", "link", "set", port, "master", BRIDGE, "up").run();
  }

  private static String inSubnet(InetAddress address) {
    return address.getHostAddress() + "/" + AddressPlan.PREFIX;
  }
}
