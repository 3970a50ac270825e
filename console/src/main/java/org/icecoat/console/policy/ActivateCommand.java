package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.wire.administration.ActivatePolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy activate}. */
@Command(
    name = "activate",
    description = {
      "Put a signed policy in force at the factory and at the image store, each of which judges",
      "nodes by its own policies (administrators). The version before it goes on to count for the",
      "time of the service's roll-out, or as you say. To activate the newest version once more",
      "gives the version before it another end, if that one still counts."
    })
final class ActivateCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A policy that 'policy sign' has signed.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = {
        "factory, store or both (default: the factory, and the store if its URL is configured).",
      })
  private Place place;

  @Option(
      names = "--until",
      paramLabel = "MOMENT",
      description = "When the version before ends, such as 2026-11-23T18:00 or +2d.")
  private String until;

  @Option(
      names = "--roll-out",
      paramLabel = "TIME",
      description =
          "For how long the version before still counts, such as 2d; 0s ends it at once. At most"
              + " 90d.")
  private String rollOut;

  ActivateCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    OlderEnd end = OlderEnd.asked(until, rollOut, session.moments());
    byte[] signed = new PolicyFiles(session.surroundings().place().folder()).read(file).bytes();
    ActivatePolicy atFactory = new ActivatePolicy();
    atFactory.setPolicy(signed);
    atFactory.setUntil(end.until());
    atFactory.setRollOut(end.rollOut());
    var atStore = new org.icecoat.wire.storeadministration.ActivatePolicy();
    atStore.setPolicy(signed);
    atStore.setUntil(end.until());
    atStore.setRollOut(end.rollOut());
    PolicyPlaces places = new PolicyPlaces(session, place);
    PolicyPlaces.Answer answer =
        places.ask(stub -> stub.activatePolicy(atFactory), stub -> stub.activatePolicy(atStore));
    session.output().show(answer, () -> lines(answer.policies()));
    places.requireAll("The policy is not in force everywhere that it was brought to");
  }

  private List<String> lines(List<PolicyInForce> policies) {
    List<String> lines = new ArrayList<>();
    for (PolicyInForce policy : policies) {
      lines.add(
          policy.until() == null
              ? "%s version %d is in force at %s"
                  .formatted(policy.name(), policy.version(), policy.where())
              : "  version %d still counts there until %s"
                  .formatted(policy.version(), session.moments().end(policy.until())));
      if (policy.until() == null && !policy.usual()) {
        lines.add(unusual(policy));
      }
    }
    return lines;
  }

  private static String unusual(PolicyInForce policy) {
    return policy.atStore()
        ? "  for nothing: the store's file names another one for nodes that ask for keys"
        : "  for VMs that ask for it; the factory's file names another one for the rest";
  }
}
