package org.icecoat.domain.image;

/** How an image's bytes are laid out. Kernels and initial ramdisks are raw. */
public enum ImageFormat {
  QCOW2,
  /** The same with its content encrypted by LUKS: a confidential image. */
  QCOW2_LUKS,
  RAW;

  public boolean confidential() {
    return this == QCOW2_LUKS;
  }
}
