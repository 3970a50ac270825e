package org.icecoat.console.node;

import org.icecoat.console.command.Session;
import org.icecoat.console.view.NodeView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat node show}. */
@Command(name = "show", description = "Show a node with its health.")
final class ShowNodeCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  ShowNodeCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    NodeView.Full view = new Nodes(session).named(node);
    session.output().show(view, () -> NodePage.lines(view, session.moments()));
  }
}
