package org.icecoat.console.node;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.NodeView;
import org.icecoat.wire.administration.EnrolNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat node enrol}. */
@Command(name = "enrol", description = "Make a node known to the factory.")
final class EnrolCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "URL",
      description = "Its plug-in, such as https://node1:8443/plugin.")
  private String endpoint;

  @Option(
      names = "--dn",
      required = true,
      paramLabel = "DN",
      description = "The name in its host certificate, such as 'CN=node1,O=Grid,C=XX'.")
  private String dn;

  @Option(
      names = "--accept",
      paramLabel = "DOUBT",
      converter = Acceptable.Reader.class,
      description =
          "What the factory has asked about and you have looked into: changed-key (its TPM has"
              + " another attestation key than before) or expired-certificate (of its TPM).")
  private List<Acceptable> accepted = List.of();

  EnrolCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    EnrolNode request = new EnrolNode();
    request.setNode(node);
    request.setEndpoint(endpoint);
    request.setDn(dn);
    accepted.stream().distinct().map(Acceptable::wire).forEach(request.getAccept()::add);
    NodeView.Full view =
        NodeView.Full.of(
            Remote.call(() -> session.services().administration().enrolNode(request)).getNode());
    session.output().show(view, () -> NodePage.lines(view, session.moments()));
  }
}
