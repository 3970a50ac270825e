package org.icecoat.testbed.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The product as a site installs it.
 *
 * @param home the folder with {@code bin/} and {@code lib/}
 */
public record Installation(Path home) {
  public Installation {
    home = home.toAbsolutePath().normalize();
    if (!Files.isRegularFile(home.resolve("bin/icecoat"))) {
      throw new IllegalArgumentException(
          "There is no installation in " + home + ": build it with ./icecoat build");
    }
  }

  /** The installation that a build of the source tree leaves. */
  public static Installation builtIn(Path top) {
    return new Installation(top.resolve("distribution/target/icecoat"));
  }

  /** The words that start the icecoat command with these arguments. */
  public List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("sh", home.resolve("bin/icecoat").toString()));
    words.addAll(arguments);
    return words;
  }
}
