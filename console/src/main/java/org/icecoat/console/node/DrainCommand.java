package org.icecoat.console.node;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.NodeView;
import org.icecoat.wire.administration.DrainNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat node drain}. */
@Command(
    name = "drain",
    description = "Empty a node. Without --wait a node that still has VMs is refused.")
final class DrainCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for others to read.")
  private String why;

  @Option(
      names = "--wait",
      description = "Let it drain as its VMs end; the command itself returns at once.")
  private boolean wait;

  DrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    DrainNode request = new DrainNode();
    request.setNode(node);
    request.setWhy(why);
    request.setWait(wait);
    NodeView.Full view =
        NodeView.Full.of(
            Remote.call(() -> session.services().administration().drainNode(request)).getNode());
    session
        .output()
        .show(
            view,
            () ->
                List.of(
                    "%s is %s, VMs on it: %d"
                        .formatted(view.node().name(), view.node().state(), view.vms())));
  }
}
