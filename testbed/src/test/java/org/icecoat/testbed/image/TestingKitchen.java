package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The kitchen that all tests and the demo share, and the runner that they put into images. */
public final class TestingKitchen {
  public static final Path RUNNER =
      Path.of("../backend-plugin/src/main/guest/icecoat-runner").toAbsolutePath().normalize();

  /** The demo's cache too: nothing is made twice. */
  static final Path FOLDER = Path.of("../target/images");

  private TestingKitchen() {}

  public static ImageKitchen open() {
    return new ImageKitchen(FOLDER, new Narrator());
  }

  /** The same, but what it makes is added to a list. */
  static ImageKitchen hearing(List<String> made) {
    KitchenListener listener =
        new KitchenListener() {
          @Override
          public void started(String product) {
            made.add(product);
          }

          @Override
          public void finished(String product, Duration took) {}
        };
    return new ImageKitchen(FOLDER, listener);
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
