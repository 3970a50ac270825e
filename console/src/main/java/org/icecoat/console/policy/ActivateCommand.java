package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.wire.administration.ActivatePolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy activate}. */
@Command(
    name = "activate",
    description = {
      "Put a signed policy in force at the factory (administrators).",
      "The version before it goes on to count for the time of the factory's roll-out."
    })
final class ActivateCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A policy that 'policy sign' has signed.")
  private Path file;

  ActivateCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    PolicyFiles files = new PolicyFiles(session.surroundings().place().folder());
    ActivatePolicy request = new ActivatePolicy();
    request.setPolicy(files.read(file).bytes());
    List<PolicyInForce> policies =
        PolicyInForce.of(
            Remote.call(() -> session.services().administration().activatePolicy(request)));
    session.output().show(Map.of("policies", policies), () -> lines(policies));
  }

  private List<String> lines(List<PolicyInForce> policies) {
    List<String> lines = new ArrayList<>();
    for (PolicyInForce policy : policies) {
      lines.add(
          policy.until() == null
              ? "%s version %d is in force".formatted(policy.name(), policy.version())
              : "  version %d still counts until %s"
                  .formatted(policy.version(), session.moments().end(policy.until())));
    }
    if (policies.stream().noneMatch(PolicyInForce::usual)) {
      lines.add("  for VMs that ask for it; the factory's file names another one for the rest");
    }
    return lines;
  }
}
