package org.icecoat.console.node;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.NodeView;
import org.icecoat.wire.administration.ListNodes;

/** The factory's nodes. */
final class Nodes {
  private final Session session;

  Nodes(Session session) {
    this.session = session;
  }

  List<NodeView.Full> all() {
    return Remote.call(() -> session.services().administration().listNodes(new ListNodes()))
        .getNode()
        .stream()
        .map(NodeView.Full::of)
        .toList();
  }

  /**
   * @throws ConsoleException NOT_FOUND
   */
  NodeView.Full named(String name) {
    return all().stream()
        .filter(one -> one.node().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConsoleException(
                    ConsoleFault.NOT_FOUND,
                    "The factory has no node '" + name + "'; 'icecoat node list' shows them"));
  }
}
