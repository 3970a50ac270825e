package org.icecoat.console.policy;

import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Table;
import org.icecoat.wire.administration.ListPolicies;
import picocli.CommandLine.Command;

/** {@code icecoat policy list}. */
@Command(name = "list", description = "List the policies in force at the factory (administrators).")
final class ListPoliciesCommand implements Runnable {
  private final Session session;

  ListPoliciesCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    List<PolicyInForce> policies =
        PolicyInForce.of(
            Remote.call(
                () -> session.services().administration().listPolicies(new ListPolicies())));
    session.output().show(Map.of("policies", policies), () -> lines(policies));
  }

  private List<String> lines(List<PolicyInForce> policies) {
    if (policies.isEmpty()) {
      return List.of("No policy is in force, so no node is trusted; see: icecoat policy activate");
    }
    Table table = new Table("POLICY", "VERSION", "FOR", "UNTIL", "SIGNED", "BY");
    for (PolicyInForce policy : policies) {
      table.row(
          policy.name(),
          policy.version(),
          policy.usual() ? "VMs that ask for none" : "VMs that ask for it",
          policy.until() == null ? null : session.moments().end(policy.until()),
          session.moments().full(policy.signedAt()),
          policy.signer());
    }
    return table.lines();
  }
}
