package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.nio.file.Path;
import org.icecoat.domain.image.ImageFormat;

/** Another judge of a disk, who reads the whole of it. */
public interface SecondOpinion {
  /** For a site without QEMU's tools: only our own checks count. */
  SecondOpinion NONE = (file, format, virtualBytes) -> {};

  /**
   * Returns if the file is a sound disk of that format and size that names no other file.
   *
   * @throws org.icecoat.imagestore.fault.StoreException with the reason, if it is not
   * @throws IOException if the judge cannot be asked
   */
  void require(Path file, ImageFormat format, long virtualBytes) throws IOException;
}
