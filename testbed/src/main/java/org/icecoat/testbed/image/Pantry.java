package org.icecoat.testbed.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.icecoat.testbed.command.Folders;

/**
 * Keeps finished products, each a folder named by what it was made from. A product is there whole
 * or not at all; two builders at once waste work but do no harm.
 */
final class Pantry {
  private final Path folder;
  private final KitchenListener listener;
  private final Stages stages;
  private final DebianPackages packages = new DebianPackages();

  Pantry(Path folder, KitchenListener listener) {
    this.folder = folder.toAbsolutePath().normalize();
    this.listener = listener;
    this.stages = new Stages(this.folder);
  }

  /** Where the ingredients come from. */
  DebianPackages packages() {
    return packages;
  }

  /**
   * Gives the folder of a product, and makes it first if it is not there.
   *
   * @param name of the product, for its folder and for people
   * @param ingredients all that decides what comes out: versions, texts, digests
   * @param recipe fills an empty folder
   */
  Path get(String name, List<String> ingredients, Consumer<Path> recipe) {
    stages.sweep();
    Path product = folder.resolve(name + "-" + digest(ingredients));
    if (!Files.isDirectory(product)) {
      long start = System.nanoTime();
      listener.started(name);
      cook(product, recipe);
      listener.finished(name, Duration.ofNanos(System.nanoTime() - start));
    }
    return product;
  }

  private void cook(Path product, Consumer<Path> recipe) {
    Path stage = stages.open();
    try {
      recipe.accept(stage);
      Folders.io("name", product, () -> moveUnlessThere(stage, product));
    } finally {
      Folders.remove(stage);
    }
  }

  private static Path moveUnlessThere(Path stage, Path product) throws IOException {
    try {
      return Files.move(stage, product, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (Files.isDirectory(product)) {
        return product;
      }
      throw e;
    }
  }

  static String digest(List<String> ingredients) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String each : ingredients) {
        byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
