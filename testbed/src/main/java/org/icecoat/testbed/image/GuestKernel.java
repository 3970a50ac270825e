package org.icecoat.testbed.image;

import java.nio.file.Path;

/**
 * What a guest boots by direct kernel.
 *
 * @param release such as {@code 6.1.0-56-cloud-amd64}
 * @param kernel the vmlinuz
 * @param initramfs loads the modules for virtio and goes to the root on {@code /dev/vda}
 */
public record GuestKernel(String release, Path kernel, Path initramfs) {
  /** The command line that an image of the kitchen wants. */
  public String commandLine() {
    return "console=ttyS0 quiet panic=-1";
  }
}
