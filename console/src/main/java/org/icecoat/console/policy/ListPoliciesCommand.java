package org.icecoat.console.policy;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.terminal.Table;
import org.icecoat.wire.administration.ListPolicies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat policy list}. */
@Command(
    name = "list",
    description =
        "List the policies in force at the factory and at the image store (administrators).")
final class ListPoliciesCommand implements Runnable {
  private final Session session;

  @Option(
      names = "--at",
      paramLabel = "PLACE",
      description =
          "factory, store or both (default: the factory, and the store if its URL is configured).")
  private Place place;

  ListPoliciesCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    PolicyPlaces places = new PolicyPlaces(session, place);
    PolicyPlaces.Answer answer =
        places.ask(
            stub -> stub.listPolicies(new ListPolicies()),
            stub -> stub.listPolicies(new org.icecoat.wire.storeadministration.ListPolicies()));
    session.output().show(answer, () -> lines(answer));
    places.requireAll("Not every service told its policies");
  }

  private List<String> lines(PolicyPlaces.Answer answer) {
    if (answer.policies().isEmpty()) {
      return answer.failures().isEmpty()
          ? List.of("No policy is in force, so no node is trusted; see: icecoat policy activate")
          : List.of();
    }
    Table table = new Table("POLICY", "VERSION", "AT", "FOR", "UNTIL", "SIGNED", "BY");
    for (PolicyInForce policy : answer.policies()) {
      table.row(
          policy.name(),
          policy.version(),
          policy.at(),
          use(policy),
          policy.until() == null ? null : session.moments().end(policy.until()),
          session.moments().full(policy.signedAt()),
          policy.signer());
    }
    return table.lines();
  }

  private static String use(PolicyInForce policy) {
    if (policy.atStore()) {
      return policy.usual() ? "keys of images" : "nothing";
    }
    return policy.usual() ? "VMs that ask for none" : "VMs that ask for it";
  }
}
