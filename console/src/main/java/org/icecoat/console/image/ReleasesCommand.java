package org.icecoat.console.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.ImageView;
import org.icecoat.wire.storeadministration.KeyDecisionType;
import org.icecoat.wire.storeadministration.ListKeyReleases;
import org.icecoat.wire.storeadministration.ListKeyReleasesResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat image releases}. */
@Command(
    name = "releases",
    description = {
      "List who got the key of a confidential image, and who was refused it and why, the newest",
      "first (administrators and curators of the store)."
    })
final class ReleasesCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "IMAGE", description = "Id, a part of it, NAME or NAME:VERSION.")
  private String image;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "So many, 1 to 200 (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--before",
      paramLabel = "NUMBER",
      description = "Only those before this number, to go on where a list ended.")
  private Long before;

  ReleasesCommand(Session session) {
    this.session = session;
  }

  /** What came of one request; reasons are those of a refusal. */
  record Decision(
      long number,
      Instant at,
      String node,
      String dn,
      String verdict,
      String evidence,
      String policy,
      List<String> reasons) {
    static Decision of(KeyDecisionType wire) {
      return new Decision(
          wire.getNumber(),
          wire.getAt(),
          wire.getNode(),
          wire.getDn(),
          wire.getVerdict().value(),
          wire.getEvidence(),
          wire.getPolicy(),
          List.copyOf(wire.getReason()));
    }
  }

  /** The decisions; {@code more} says that there are older ones. */
  record Decisions(String image, List<Decision> decisions, boolean more) {}

  @Override
  public void run() {
    ImageView found = new ImageFinder(session::services).find(image).image();
    ListKeyReleases request = new ListKeyReleases();
    request.setId(found.id());
    request.setBefore(before);
    request.setMaximalCount(most);
    ListKeyReleasesResponse answer =
        Remote.call(() -> session.services().storeAdministration().listKeyReleases(request));
    Decisions decisions =
        new Decisions(
            found.id(), answer.getDecision().stream().map(Decision::of).toList(), answer.isMore());
    session.output().show(decisions, () -> lines(found, decisions));
  }

  private List<String> lines(ImageView found, Decisions told) {
    List<String> lines = new ArrayList<>();
    if (told.decisions().isEmpty()) {
      lines.add("No node has asked for the key of " + found.name() + ":" + found.version());
    }
    for (Decision decision : told.decisions()) {
      lines.add(
          "%d  %s  %s  %s (%s)"
              .formatted(
                  decision.number(),
                  session.moments().full(decision.at()),
                  decision.verdict(),
                  decision.node(),
                  decision.dn()));
      lines.add("  evidence " + (decision.evidence() == null ? "none" : decision.evidence()));
      if (decision.policy() != null) {
        lines.add("  by " + decision.policy());
      }
      decision.reasons().forEach(reason -> lines.add("  " + reason));
    }
    if (told.more()) {
      long last = told.decisions().get(told.decisions().size() - 1).number();
      lines.add("and older ones: --before " + last);
    }
    return lines.stream().map(Printable::line).toList();
  }
}
