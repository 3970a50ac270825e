package org.icecoat.testbed.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingImages;
import org.icecoat.testbed.image.ImageKitchen;
import org.icecoat.testbed.image.TestingKitchen;

/** An image that no node has in its cache and that takes its time to come: the small one, grown. */
final class FreshImage {
  static final long BYTES = 256L << 20;

  private FreshImage() {}

  /** Registers it under the name; gives its id. */
  static String register(TestingGrid grid, String name) {
    Path file = grid.user().home().resolve(name + ".img");
    ImageKitchen kitchen = TestingKitchen.open();
    String small = kitchen.smallImage(TestingKitchen.RUNNER).toString();
    Command.of(List.of("qemu-img", "convert", "-O", "raw", small, file.toString())).run();
    grow(file, name);
    String id =
        TestingImages.add(
            grid.administrator(),
            file,
            name,
            "--kernel",
            grid.images().kernel(),
            "--initrd",
            grid.images().ramdisk(),
            "--command-line",
            kitchen.kernel().commandLine());
    delete(file);
    return id;
  }

  /** With holes, and its name as its last bytes: another name is another image. */
  private static void grow(Path file, String name) {
    byte[] mark = name.getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(mark), BYTES - mark.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
