package org.icecoat.console.node;

import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.view.NodeView;
import picocli.CommandLine.Command;

/** {@code icecoat node list}. */
@Command(name = "list", description = "List the nodes.")
final class ListNodesCommand implements Runnable {
  private final Session session;

  ListNodesCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    List<NodeView.Full> nodes = new Nodes(session).all();
    session.output().show(Map.of("nodes", nodes), () -> NodePage.table(nodes, session.moments()));
  }
}
