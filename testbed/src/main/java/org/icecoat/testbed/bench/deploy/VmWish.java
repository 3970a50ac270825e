package org.icecoat.testbed.bench.deploy;

/**
 * A VM as small as can be.
 *
 * @param image id of its image
 * @param application whether something is to be run in it
 * @param proved whether its node is to have proved itself just before
 */
record VmWish(String image, boolean application, boolean proved) {
  /** The same image alone, on the node's last proof. */
  VmWish small() {
    return new VmWish(image, false, false);
  }
}
