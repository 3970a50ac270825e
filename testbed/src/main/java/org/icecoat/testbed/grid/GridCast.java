package org.icecoat.testbed.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;

/** The certificates of those who play in a grid. */
record GridCast(
    List<FactorySeat> factories,
    Credential store,
    Map<String, Credential> nodes,
    Credential user,
    Credential stranger,
    Credential administrator) {

  static GridCast of(GridPki pki, Testbed bed, int factories) {
    Map<String, Credential> nodes = new LinkedHashMap<>();
    for (Host node : bed.nodes()) {
      nodes.put(node.name(), host(pki, node.name(), node));
    }
    return new GridCast(
        seats(pki, bed.front(), factories),
        host(pki, "store", bed.front()),
        nodes,
        pki.user("Grid User"),
        pki.user("Second User"),
        pki.user("Grid Administrator"));
  }

  private static List<FactorySeat> seats(GridPki pki, Host front, int count) {
    List<FactorySeat> seats = new ArrayList<>();
    for (String name : FactorySeat.names(count)) {
      seats.add(new FactorySeat(seats.size() + 1, host(pki, name, front)));
    }
    return seats;
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

  /** The factory that a node tells what happens: they take turns. */
  FactorySeat toldBy(String node) {
    int number = List.copyOf(nodes.keySet()).indexOf(node);
    return factories.get(number % factories.size());
  }

  /** The factories that a node obeys beside that one. */
  List<Credential> othersThan(FactorySeat told) {
    return factories.stream()
        .filter(seat -> seat.number() != told.number())
        .map(FactorySeat::credential)
        .toList();
  }
}
