package org.icecoat.console.image;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.console.view.ImageView;
import org.icecoat.wire.store.Register;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat image add}. */
@Command(
    name = "add",
    description = "Register an image (curators): the file's chunk tree is made here first.")
final class AddCommand implements Runnable {
  private static final byte[] QCOW = {'Q', 'F', 'I', (byte) 0xfb};

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The image: qcow2 or raw, without backing file.")
  private Path file;

  @Mixin private Description description;

  @Option(
      names = "--expected-root",
      paramLabel = "sha256:HEX",
      description = "The root that the file must have; left out, the one that is found here.")
  private String expectedRoot;

  @Option(
      names = "--confidential",
      description =
          "Encrypt the disk in the store: only nodes that have just proved what they run get its"
              + " key.")
  private boolean confidential;

  AddCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Path source = session.surroundings().place().folder().resolve(file);
    try (ProgressDisplay progress = session.progress()) {
      String root = ChunkRoot.of(source, progress);
      requireExpected(root);
      Register register = new Register();
      register.setDescription(description.wire(qcow2(source)));
      register.setExpectedRoot(root);
      register.setConfidential(confidential);
      register.setContent(new DataHandler(new WatchedFile(source, Files.size(source), progress)));
      show(register);
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, source + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void show(Register register) {
    ImageView.Full image =
        ImageView.Full.of(
            Remote.call(() -> session.services().store(Patience.LONG).register(register))
                .getImage());
    session.output().show(image, () -> shown(image));
  }

  private List<String> shown(ImageView.Full image) {
    return List.of(image.image().name() + ":" + image.image().version() + " " + image.image().id());
  }

  private void requireExpected(String root) {
    if (expectedRoot != null && !expectedRoot.equals(root)) {
      throw new ConsoleException(
          ConsoleFault.REFUSED,
          "%s has the root %s, not the expected one: it is another file, or damaged"
              .formatted(file, root));
    }
  }

  private static boolean qcow2(Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      return Arrays.equals(in.readNBytes(QCOW.length), QCOW);
    }
  }
}
