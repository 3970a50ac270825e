package org.icecoat.plugin.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/**
 * A last look at a disk before QEMU opens it: it must be what its manifest calls it and name no
 * other file (QEMU docs/interop/qcow2.txt, header). The store refuses such images as well.
 */
final class ImageHeader {
  private static final int MAGIC = 0x514649FB;
  private static final int BYTES = 80;
  private static final int BACKING_OFFSET = 8;
  private static final int INCOMPATIBLE_FEATURES = 72;
  private static final long EXTERNAL_DATA = 1L << 2;

  private ImageHeader() {}

  static void requirePlain(ImageContent image, Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // reads on until the header is whole
      }
    }
    boolean qcow2 = header.position() >= Integer.BYTES && header.getInt(0) == MAGIC;
    if (qcow2 != (image.format() != ImageFormat.RAW)) {
      throw refused(image, "is not of the format that its manifest says");
    }
    if (qcow2 && header.hasRemaining()) {
      throw refused(image, "is cut short");
    }
    if (qcow2 && namesOtherFiles(header)) {
      throw refused(image, "names another file");
    }
  }

  private static boolean namesOtherFiles(ByteBuffer header) {
    boolean version3 = header.getInt(Integer.BYTES) >= 3;
    return header.getLong(BACKING_OFFSET) != 0
        || (version3 && (header.getLong(INCOMPATIBLE_FEATURES) & EXTERNAL_DATA) != 0);
  }

  private static PluginException refused(ImageContent image, String why) {
    return new PluginException(
        PluginFault.IMAGE_ALTERED, "Image " + image.id().handle() + " " + why + ": retire it");
  }
}
