package org.icecoat.testbed.host;

/** What joins a host to the bridge in the front. */
public final class Cable {
  private final Namespaces bridge;
  private final String port;

  Cable(Namespaces bridge, String port) {
    this.bridge = bridge;
    this.port = port;
  }

  /** The host vanishes from the network; everything in it goes on. */
  public void unplug() {
    bridge.onNetwork("ip", "link", "set", port, "down").run();
  }

  /** The host is back, with its old address. */
  public void plug() {
    bridge.onNetwork("ip", "link", "set", port, "up").run();
  }
}
