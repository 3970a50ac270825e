package org.icecoat.console.node;

import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.wire.administration.RemoveNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat node remove}. */
@Command(
    name = "remove",
    description =
        "Forget a node that has no VMs; with --lost one that never comes back, with its VMs.")
final class RemoveCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(
      names = "--lost",
      description =
          "You vouch that the node, which is Unreachable, never comes back: its VMs are Destroyed.")
  private boolean lost;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The reason; with --lost it is needed, and the VMs' owners can read it.")
  private String why;

  RemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (lost && why == null) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "--lost needs a reason that the VMs' owners can read: --why TEXT");
    }
    RemoveNode request = new RemoveNode();
    request.setNode(node);
    request.setWhy(why);
    request.setLost(lost ? true : null);
    Remote.call(() -> session.services().administration().removeNode(request));
    session.output().show(Map.of("removed", node), this::told);
  }

  private List<String> told() {
    String gone = node + " is no node of this factory any more";
    return lost
        ? List.of(
            gone,
            "What became of its VMs: icecoat vm history --event node-vouched-gone --node " + node)
        : List.of(gone);
  }
}
