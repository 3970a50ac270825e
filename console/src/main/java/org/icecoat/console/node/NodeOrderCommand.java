package org.icecoat.console.node;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.NodeView;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeResponseType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat node cordon}, {@code uncordon} and {@code attest}. */
@Command
final class NodeOrderCommand implements Runnable {
  private final Session session;
  private final NodeOrder order;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for others to read.")
  private String why;

  private NodeOrderCommand(Session session, NodeOrder order) {
    this.session = session;
    this.order = order;
  }

  static CommandSpec of(Session session, NodeOrder order) {
    CommandSpec spec =
        CommandSpec.forAnnotatedObject(new NodeOrderCommand(session, order)).name(order.word());
    spec.usageMessage().description(order.description());
    return spec;
  }

  @Override
  public void run() {
    NodeNameRequestType request = new NodeNameRequestType();
    request.setNode(node);
    request.setWhy(why);
    Administration administration = session.services().administration();
    switch (order) {
      case CORDON -> show(Remote.call(() -> administration.cordonNode(request)));
      case UNCORDON -> show(Remote.call(() -> administration.uncordonNode(request)));
      case ATTEST -> attest(administration, request);
    }
  }

  private void attest(Administration administration, NodeNameRequestType request) {
    NodeView.Full view =
        NodeView.Full.of(Remote.call(() -> administration.attestNode(request)).getNode());
    session.output().show(view, () -> NodePage.trust(view, session.moments()));
  }

  private void show(NodeResponseType answer) {
    NodeView.Full view = NodeView.Full.of(answer.getNode());
    session.output().show(view, () -> List.of(view.node().name() + " is " + view.node().state()));
  }
}
