package org.icecoat.testbed.host;

import java.net.InetAddress;

/**
 * The libvirt network of one node's guests: NAT behind the node, addresses by DHCP.
 *
 * @param name what a domain's interface calls it
 * @param bridge its bridge in the node
 * @param gateway the node's address in it; the subnet is the /24 around it
 * @param lowest the first address that DHCP may give
 * @param highest the last one
 */
public record GuestNetwork(
    String name, String bridge, InetAddress gateway, InetAddress lowest, InetAddress highest) {}
