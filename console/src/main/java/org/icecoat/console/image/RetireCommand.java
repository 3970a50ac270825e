package org.icecoat.console.image;

import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.view.ImageView;
import org.icecoat.wire.store.Retire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat image retire}. */
@Command(
    name = "retire",
    description = "Let an image be deployed no more (curators); VMs that run from it go on.")
final class RetireCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "IMAGE", description = "Id, a part of it, NAME or NAME:VERSION.")
  private String image;

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason.")
  private String why;

  RetireCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Retire retire = new Retire();
    retire.setId(new ImageFinder(session::services).find(image).image().id());
    retire.setWhy(why);
    ImageView.Full retired =
        ImageView.Full.of(Remote.call(() -> session.services().store().retire(retire)).getImage());
    session
        .output()
        .show(
            retired,
            () ->
                List.of(
                    retired.image().name()
                        + ":"
                        + retired.image().version()
                        + " is "
                        + retired.state()));
  }
}
