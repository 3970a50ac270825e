package org.icecoat.testbed.image;

import java.nio.file.Path;

/**
 * Makes what guests boot from Debian packages, by the machine's own apt sources, as root. Each
 * product is cached by what it was made from; a second call gives the same file at once. Files in
 * the cache are not to be changed: copy them, or put an overlay on them.
 */
public final class ImageKitchen {
  private final Pantry pantry;

  /**
   * @param cache a folder for finished products, made if it is not there; may be shared
   */
  public ImageKitchen(Path cache, KitchenListener listener) {
    this.pantry = new Pantry(cache, listener);
  }

  /** The kernel and initramfs that boot the images of this kitchen directly. */
  public GuestKernel kernel() {
    return KernelRecipe.make(pantry);
  }

  /**
   * Busybox and the runner on ext4, compressed qcow2, for direct kernel boot.
   *
   * @param runner the program that the guest keeps running: /usr/sbin/icecoat-runner there
   */
  public Path smallImage(Path runner) {
    return SmallRecipe.disk(pantry, runner);
  }

  /** The same as a UEFI disk with its own kernel; its root is in memory. */
  public Path smallUefiImage(Path runner) {
    return SmallRecipe.uefiDisk(pantry, kernel(), runner);
  }

  /** A minimal Debian with HMMER and the runner, ext4 in compressed qcow2, direct kernel boot. */
  public Path hmmerImage(Path runner) {
    return HmmerRecipe.disk(pantry, runner);
  }

  /** The client's profile and the site's dataset for HMMER. */
  public HmmerTutorial hmmerTutorial() {
    return HmmerRecipe.tutorial(pantry);
  }
}
