package org.icecoat.imagestore.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;

/**
 * Which content of a folder is kept for images whose registration has not ended: a file {@code
 * HEX.unregistered} each, in which the image's id stands, so that a crash leaves nothing unnoticed.
 */
public final class UnregisteredContent {
  private static final String SUFFIX = ".unregistered";

  private final ContentFolder folder;

  public UnregisteredContent(ContentFolder folder) {
    this.folder = folder;
  }

  /** Notes content before it is kept; on the disk when this returns. */
  public void note(Sha256 root, ImageId image) {
    try {
      Path part = folder.part("note-");
      Files.write(
          part, image.digest().hex().getBytes(StandardCharsets.US_ASCII), StandardOpenOption.SYNC);
      Files.move(part, mark(root), StandardCopyOption.ATOMIC_MOVE);
      force();
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /** All that is noted, with the image that each was to be of. */
  public Map<Sha256, ImageId> all() {
    Map<Sha256, ImageId> all = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.place("."), "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        all.put(
            Sha256.parse(name.substring(0, name.length() - SUFFIX.length())),
            new ImageId(Sha256.parse(Files.readString(file, StandardCharsets.US_ASCII))));
      }
    } catch (IOException e) {
      throw Broken.because(e);
    }
    return all;
  }

  /** It is the content of an image now. */
  public void registered(Sha256 root) {
    remove(mark(root));
  }

  /** Removes content that is no image's; the note goes last. */
  public void drop(Sha256 root) {
    remove(folder.file(root));
    remove(folder.treeFile(root));
    folder.doubt(root, false);
    remove(mark(root));
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  private void force() throws IOException {
    try (FileChannel directory = FileChannel.open(folder.place("."), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private Path mark(Sha256 root) {
    return folder.place(root.hex() + SUFFIX);
  }
}
