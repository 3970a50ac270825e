package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.time.Duration;

/** The kitchen that all tests share, and the runner that they put into images. */
public final class TestingKitchen {
  public static final Path RUNNER =
      Path.of("../backend-plugin/src/main/guest/icecoat-runner").toAbsolutePath().normalize();

  private TestingKitchen() {}

  public static ImageKitchen open() {
    return new ImageKitchen(Path.of("target/kitchen"), new Narrator());
  }

  private static final class Narrator implements KitchenListener {
    @Override
    public void started(String product) {
      System.out.println("Making " + product);
    }

    @Override
    public void finished(String product, Duration took) {
      System.out.println("Made " + product + " in " + took.toSeconds() + " s");
    }
  }
}
