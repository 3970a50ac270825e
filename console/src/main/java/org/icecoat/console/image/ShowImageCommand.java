package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.proof.LogCheck;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.view.ImageView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat image show}. */
@Command(name = "show", description = "Show an image, and what the store's signed log says of it.")
final class ShowImageCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "IMAGE", description = "Id, a part of it, NAME or NAME:VERSION.")
  private String image;

  ShowImageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ImageView.Full found = new ImageFinder(session::services).find(image);
    session.output().show(found, () -> lines(found));
  }

  private List<String> lines(ImageView.Full found) {
    List<String> lines = new ArrayList<>(ImagePage.lines(found, session.moments()));
    lines.addAll(ImagePage.log(new LogCheck(session, Optional.empty()).claims(found.image().id())));
    return lines;
  }
}
