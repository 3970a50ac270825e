package org.icecoat.testbed.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.icecoat.testbed.command.Folders;

/** A tree as the kernel takes it for its first root: newc cpio, all owned by root, gzip. */
final class CpioArchive {
  private CpioArchive() {}

  static Path write(Path tree, Path archive) {
    Path names = archive.resolveSibling(archive.getFileName() + ".names");
    Path plain = archive.resolveSibling(archive.getFileName() + ".cpio");
    Folders.write(names, String.join("\0", names(tree)) + "\0");
    Tool.of(
            "cpio",
            "--create",
            "--quiet",
            "--format=newc",
            "--null",
            "--owner=+0:+0",
            "--reproducible",
            "--file",
            plain.toString())
        .withFolder(tree)
        .withInput(names)
        .run();
    Folders.io("compress", plain, () -> compress(plain, archive));
    Folders.remove(names);
    Folders.remove(plain);
    return archive;
  }

  /** Relative, folders before what is in them. */
  private static List<String> names(Path tree) {
    return Folders.io(
        "list",
        tree,
        () -> {
          try (Stream<Path> all = Files.walk(tree)) {
            return all.map(path -> tree.relativize(path).toString())
                .filter(name -> !name.isEmpty())
                .sorted()
                .collect(Collectors.toList());
          }
        });
  }

  private static Path compress(Path plain, Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(plain);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      in.transferTo(out);
    }
    return archive;
  }
}
