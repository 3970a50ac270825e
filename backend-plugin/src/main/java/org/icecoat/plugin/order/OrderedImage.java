package org.icecoat.plugin.order;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.image.ImageContent;

/**
 * The image that a VM is to run, whole.
 *
 * @param virtualSize of the disk as a guest sees it
 * @param kernel empty for a disk that boots by UEFI
 */
public record OrderedImage(ImageContent disk, DiskMiB virtualSize, Optional<Kernel> kernel) {
  /** What boots the disk without firmware. */
  public record Kernel(ImageContent kernel, ImageContent initialRamdisk, String commandLine) {}

  /** All contents that have to be in the cache. */
  public List<ImageContent> contents() {
    Stream<ImageContent> boot =
        kernel.stream().flatMap(k -> Stream.of(k.kernel(), k.initialRamdisk()));
    return Stream.concat(Stream.of(disk), boot).toList();
  }
}
