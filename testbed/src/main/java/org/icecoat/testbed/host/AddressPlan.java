package org.icecoat.testbed.host;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One private /16: its subnet 0 is the network between the hosts, and subnet 100 + n belongs to the
 * guests of node n.
 *
 * @param first the first byte of the addresses
 * @param second the second byte
 */
record AddressPlan(int first, int second) {
  static final int PREFIX = 24;
  static final int MOST_NODES = 100;

  InetAddress front() {
    return address(0, 1);
  }

  /** The machine's own address in the network, for clients in the root namespace. */
  InetAddress visitor() {
    return address(0, 254);
  }

  /** The address of node n, from 1. */
  InetAddress node(int n) {
    return address(0, 10 + checked(n));
  }

  GuestNetwork guests(int n) {
    int subnet = 100 + checked(n);
    return new GuestNetwork(
        "guests", "virbr0", address(subnet, 1), address(subnet, 10), address(subnet, 250));
  }

  /** The whole range as routes write it. */
  String range() {
    return first + "." + second + ".0.0/16";
  }

  /** The link in the root namespace; as the kernel allows a name once, it claims the range. */
  String linkName() {
    return "ice" + first + "-" + second;
  }

  private InetAddress address(int third, int fourth) {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int checked(int n) {
    if (n < 1 || n > MOST_NODES) {
      throw new IllegalArgumentException("A testbed has 1 to " + MOST_NODES + " nodes");
    }
    return n;
  }
}
