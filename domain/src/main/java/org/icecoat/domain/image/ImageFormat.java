package org.icecoat.domain.image;

/** How an image's bytes are laid out. Kernels and initial ramdisks are raw. */
public enum ImageFormat {
  QCOW2,
  RAW
}
