package org.icecoat.factory.image;

import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;

/**
 * The image store. Each call goes over the network: it may be slow, and fails with a
 * FactoryException of cause STORE_UNAVAILABLE, or INVALID_REQUEST for an unknown id.
 */
public interface ImageCatalogue {
  /** Searches the disks that may be deployed. */
  ImageSearch search(ImageRequirements requirements);

  /** The manifests that a node needs to run the disk. */
  BootableImage bootable(Manifest disk);
}
