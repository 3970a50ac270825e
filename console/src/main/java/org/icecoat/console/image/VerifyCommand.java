package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claims;
import org.icecoat.console.proof.LogCheck;
import org.icecoat.console.proof.MakersOption;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.NodeView.Finding;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.store.VerifyResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code icecoat image verify}. */
@Command(
    name = "verify",
    description = {
      "Check an image here: its manifest, the store's signed log, and by makers' certificates the",
      "TPM that guards it; and let the store read the whole content again and compare it",
      "(curators). Says what is proved and what is not."
    })
final class VerifyCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "IMAGE", description = "Id, a part of it, NAME or NAME:VERSION.")
  private String image;

  @Mixin private MakersOption makers;

  VerifyCommand(Session session) {
    this.session = session;
  }

  /** What came of it; {@code intact} is false if anything is refuted. */
  record Verdict(String id, boolean intact, List<Finding> findings, List<Claim> claims) {}

  @Override
  public void run() {
    ImageView found = new ImageFinder(session::services).find(image).image();
    List<Claim> claims =
        new ArrayList<>(new LogCheck(session, makers.read(session)).claims(found.id()));
    List<Finding> findings = content(found.id(), claims);
    boolean refuted = Claims.refuted(claims);
    Verdict verdict = new Verdict(found.id(), !refuted, findings, claims);
    session.output().show(verdict, () -> lines(found, verdict));
    if (refuted) {
      throw new ConsoleException(
          ConsoleFault.FAILED,
          "The image is not what was registered, or the store is not what it was: do not use it,"
              + " and tell the store's administrator");
    }
  }

  /** What the store finds when it reads its own file; that is its word, no proof. */
  private List<Finding> content(String id, List<Claim> claims) {
    Verify verify = new Verify();
    verify.setId(id);
    try {
      VerifyResponse answer =
          Remote.call(() -> session.services().store(Patience.LONG).verify(verify));
      claims.add(
          answer.isIntact()
              ? Claim.stated("content", "the store has read every byte of it again")
              : Claim.refuted("content", "the store finds it damaged"));
      return answer.getFinding().stream().map(Finding::of).toList();
    } catch (ConsoleException e) {
      if (e.fault() != ConsoleFault.REFUSED) {
        throw e;
      }
      claims.add(Claim.unproved("content", e.getMessage()));
      return List.of();
    }
  }

  private static String headline(Verdict verdict) {
    return verdict.intact()
        ? ": " + Claims.headline(verdict.claims())
        : " is not what was registered";
  }

  private static List<String> lines(ImageView found, Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(found.name() + ":" + found.version() + headline(verdict));
    verdict
        .findings()
        .forEach(
            one -> lines.add(Printable.line("  " + one.description() + " (" + one.code() + ")")));
    lines.addAll(Claims.table(verdict.claims()));
    return lines;
  }
}
