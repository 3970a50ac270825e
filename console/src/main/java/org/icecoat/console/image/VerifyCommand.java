package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claims;
import org.icecoat.console.proof.LogCheck;
import org.icecoat.console.proof.MakersOption;
import org.icecoat.console.proof.StoreFindings;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.NodeView.Finding;
import org.icecoat.domain.image.ImageId;
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

  /**
   * What came of it; {@code intact} is false if anything is refuted.
   *
   * @param id null if the store does not show what has that name
   */
  record Verdict(String id, boolean intact, List<Finding> findings, List<Claim> claims) {}

  /** The same with what is said of it in a word. */
  private record Examined(String headline, Verdict verdict) {}

  @Override
  public void run() {
    Examined examined = examined();
    session.output().show(examined.verdict(), () -> lines(examined));
    if (!examined.verdict().intact()) {
      throw new ConsoleException(
          ConsoleFault.FAILED,
          "The image is not what was registered, or the store is not what it was: do not use it,"
              + " and tell the store's administrator");
    }
  }

  private Examined examined() {
    ImageView found;
    try {
      found = new ImageFinder(session::services).find(image).image();
    } catch (ConsoleException e) {
      return withheld(e);
    }
    List<Claim> claims =
        new ArrayList<>(new LogCheck(session, makers.read(session)).claims(found.id()));
    List<Finding> findings = content(found.id(), claims);
    ImageFinder.id(found.id()).map(new StoreFindings(session::services)::about).stream()
        .flatMap(List::stream)
        .filter(one -> !claims.contains(one))
        .forEach(claims::add);
    boolean intact = !Claims.refuted(claims);
    return new Examined(
        found.name()
            + ":"
            + found.version()
            + (intact ? ": " + Claims.headline(claims) : " is not what was registered"),
        new Verdict(found.id(), intact, findings, claims));
  }

  /** A store that is not what it was shows nothing doubtful; it says why. */
  private Examined withheld(ConsoleException why) {
    boolean hidden =
        why.fault() == ConsoleFault.UNAVAILABLE
            || (why.fault() == ConsoleFault.NOT_FOUND && why.reasons().isEmpty());
    if (!hidden) {
      throw why;
    }
    Optional<ImageId> id = ImageFinder.id(image);
    List<Claim> claims = new ArrayList<>();
    List<Finding> findings = id.map(one -> withheldContent(one, claims)).orElse(List.of());
    claims.addAll(new StoreFindings(session::services).withholding(id, why));
    if (!Claims.refuted(claims)) {
      throw why;
    }
    return new Examined(
        image + " is not shown: the store is not what it was",
        new Verdict(id.map(ImageId::toString).orElse(null), false, findings, claims));
  }

  /** That a store which shows no image verifies none is no other failure. */
  private List<Finding> withheldContent(ImageId id, List<Claim> claims) {
    try {
      return content(id.toString(), claims);
    } catch (ConsoleException e) {
      if (e.fault() != ConsoleFault.UNAVAILABLE && e.fault() != ConsoleFault.NOT_FOUND) {
        throw e;
      }
      return List.of();
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

  private static List<String> lines(Examined examined) {
    List<String> lines = new ArrayList<>();
    lines.add(examined.headline());
    examined
        .verdict()
        .findings()
        .forEach(one -> lines.add("  " + one.description() + " (" + one.code() + ")"));
    lines.addAll(Claims.table(examined.verdict().claims()));
    return lines.stream().map(Printable::line).toList();
  }
}
