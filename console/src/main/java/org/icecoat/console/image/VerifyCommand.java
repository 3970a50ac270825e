package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.NodeView.Finding;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.store.VerifyResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat image verify}. */
@Command(
    name = "verify",
    description = "Let the store read an image's whole content again and compare it.")
final class VerifyCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "IMAGE", description = "Id, a part of it, NAME or NAME:VERSION.")
  private String image;

  VerifyCommand(Session session) {
    this.session = session;
  }

  /** What came of it. */
  record Verdict(String id, boolean intact, List<Finding> findings) {}

  @Override
  public void run() {
    ImageView found = new ImageFinder(session::services).find(image).image();
    Verify verify = new Verify();
    verify.setId(found.id());
    VerifyResponse answer = Remote.call(() -> session.services().store().verify(verify));
    Verdict verdict =
        new Verdict(
            found.id(), answer.isIntact(), answer.getFinding().stream().map(Finding::of).toList());
    session.output().show(verdict, () -> lines(found, verdict));
    if (!verdict.intact()) {
      throw new ConsoleException(
          ConsoleFault.FAILED, "The image is damaged: retire it, and register it anew");
    }
  }

  private static List<String> lines(ImageView found, Verdict verdict) {
    List<String> lines = new ArrayList<>();
    String named = found.name() + ":" + found.version();
    lines.add(named + (verdict.intact() ? " is intact" : " is not what was registered"));
    verdict
        .findings()
        .forEach(
            one -> lines.add(Printable.line("  " + one.description() + " (" + one.code() + ")")));
    return lines;
  }
}
