package org.icecoat.testbed.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;

/** The certificates of those who play in a grid. */
record GridCast(
    Credential factory,
    Credential store,
    Map<String, Credential> nodes,
    Credential user,
    Credential stranger,
    Credential administrator) {

  static GridCast of(GridPki pki, Testbed bed) {
    Map<String, Credential> nodes = new LinkedHashMap<>();
    for (Host node : bed.nodes()) {
      nodes.put(node.name(), host(pki, node.name(), node));
    }
    return new GridCast(
        host(pki, "factory", bed.front()),
        host(pki, "store", bed.front()),
        nodes,
        pki.user("Grid User"),
        pki.user("Second User"),
        pki.user("Grid Administrator"));
  }

  private static Credential host(GridPki pki, String name, Host host) {
    return pki.host(name + ".grid.test", List.of(host.dnsName()), List.of(host.address()));
  }

  Credential node(String name) {
    return nodes.get(name);
  }

  List<Credential> nodeHosts() {
    return List.copyOf(nodes.values());
  }
}
