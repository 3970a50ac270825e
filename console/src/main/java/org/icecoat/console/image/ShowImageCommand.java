package org.icecoat.console.image;

import org.icecoat.console.command.Session;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.view.ImageView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat image show}. */
@Command(name = "show", description = "Show an image.")
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
    session.output().show(found, () -> ImagePage.lines(found, session.moments()));
  }
}
