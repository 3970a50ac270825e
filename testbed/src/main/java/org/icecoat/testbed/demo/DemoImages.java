package org.icecoat.testbed.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.image.GuestKernel;
import org.icecoat.testbed.image.HmmerTutorial;
import org.icecoat.testbed.image.ImageKitchen;
import org.icecoat.testbed.image.KitchenListener;

/** What the demo's guests boot from and work on, made from Debian packages. */
record DemoImages(GuestKernel kernel, Path small, Path hmmer, HmmerTutorial tutorial) {
  /** Where the guest runner is in the source tree. */
  static Path runner(Path top) {
    return top.resolve("backend-plugin/src/main/guest/icecoat-runner");
  }

  static DemoImages make(Path top, Narrator narrator) {
    ImageKitchen kitchen = new ImageKitchen(top.resolve("target/images"), new Told(narrator));
    Path runner = runner(top);
    return new DemoImages(
        kitchen.kernel(),
        kitchen.smallImage(runner),
        kitchen.hmmerImage(runner),
        kitchen.hmmerTutorial());
  }

  private record Told(Narrator narrator) implements KitchenListener {
    @Override
    public void started(String product) {
      narrator.say("  making " + product);
    }

    @Override
    public void finished(String product, Duration took) {
      narrator.say("  " + product + " took " + took.toSeconds() + " s");
    }
  }
}
