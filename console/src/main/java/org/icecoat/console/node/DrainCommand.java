package org.icecoat.console.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.ProgressDisplay;
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
  private static final Set<String> ENDED = Set.of("Ready", "Cordoned");

  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for others to read.")
  private String why;

  @Option(
      names = "--wait",
      description = "Take no new VMs, and wait until those that are there have ended.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wait at most this long, such as 10m; the drain goes on.")
  private Duration timeout;

  DrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    NodeView.Full told = told();
    NodeView.Full view = wait && told.vms() > 0 ? emptied() : told;
    session
        .output()
        .show(
            view,
            () ->
                List.of(
                    "%s is %s, VMs on it: %d"
                        .formatted(view.node().name(), view.node().state(), view.vms())));
  }

  private NodeView.Full told() {
    DrainNode request = new DrainNode();
    request.setNode(node);
    request.setWhy(why);
    request.setWait(wait);
    return NodeView.Full.of(
        Remote.call(() -> session.services().administration().drainNode(request)).getNode());
  }

  private NodeView.Full emptied() {
    Nodes nodes = new Nodes(session);
    String goesOn =
        "%s stays Draining; see it with: icecoat node show %s, end it with: icecoat node uncordon %s"
            .formatted(node, node, node);
    try (ProgressDisplay progress = session.progress()) {
      return session.waiting(timeout, goesOn).until(() -> look(nodes, progress));
    }
  }

  private Optional<NodeView.Full> look(Nodes nodes, ProgressDisplay progress) {
    NodeView.Full view = nodes.named(node);
    String state = view.node().state();
    if (ENDED.contains(state)) {
      throw new ConsoleException(
          ConsoleFault.REFUSED, node + " is " + state + " now: somebody has ended its drain");
    }
    progress.show(
        new ProgressDisplay.Step(node, state + ", VMs on it: " + view.vms(), 0, 0, -1, -1));
    return view.vms() == 0 ? Optional.of(view) : Optional.empty();
  }
}
