package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** Judges whether a file is what it is declared to be and may be stored. */
public final class Inspection {
  private static final long MIB = 1L << 20;
  private static final int SECTOR_BYTES = 512;

  private final SecondOpinion secondOpinion;

  public Inspection(SecondOpinion secondOpinion) {
    this.secondOpinion = secondOpinion;
  }

  /**
   * The virtual size, rounded up to MiB, of a disk that may be stored; empty for a kernel or an
   * initial ramdisk that may.
   *
   * @throws StoreException with the reason why it may not
   * @throws IOException if the file cannot be read
   */
  public Optional<DiskMiB> inspect(Path file, ImageUse declared) throws IOException {
    ByteBuffer start = FileStart.read(file);
    return switch (declared.kind()) {
      case DISK -> Optional.of(disk(file, start, declared.format()));
      case KERNEL -> {
        requireKernel(start);
        yield Optional.empty();
      }
      case INITIAL_RAMDISK -> {
        requireRamdisk(start);
        yield Optional.empty();
      }
    };
  }

  private DiskMiB disk(Path file, ByteBuffer start, ImageFormat format) throws IOException {
    long fileBytes = Files.size(file);
    long virtualBytes =
        switch (format) {
          case QCOW2 -> Qcow2Check.virtualBytes(start, fileBytes);
          case QCOW2_LUKS -> Qcow2Check.encryptedBytes(start, fileBytes);
          case RAW -> rawBytes(start, FileStart.readTrailer(file), fileBytes);
        };
    secondOpinion.require(file, format, virtualBytes);
    return new DiskMiB((virtualBytes + MIB - 1) / MIB);
  }

  /** Only a file that no program could take for another format is raw. */
  private static long rawBytes(ByteBuffer start, ByteBuffer trailer, long fileBytes) {
    refuseIfDisguised(Magic.DISKS, start);
    refuseIfDisguised(Magic.DISK_TRAILERS, trailer);
    if (fileBytes % SECTOR_BYTES != 0) {
      throw new StoreException(
          StoreFault.WRONG_FORMAT, "A raw disk has whole sectors of 512 bytes; this one has not");
    }
    return fileBytes;
  }

  private static void refuseIfDisguised(Iterable<Magic> formats, ByteBuffer bytes) {
    for (Magic magic : formats) {
      if (magic.isIn(bytes)) {
        throw new StoreException(
            StoreFault.FORMAT_DISGUISED,
            "The image is declared raw but looks like "
                + magic.format()
                + "; declare its true format or convert it");
      }
    }
  }

  private static void requireKernel(ByteBuffer start) {
    boolean known =
        Magic.BZ_IMAGE.stream().allMatch(magic -> magic.isIn(start))
            || Magic.ARM64_IMAGE.isIn(start)
            || Magic.EFI.isIn(start);
    if (!known) {
      throw new StoreException(
          StoreFault.WRONG_FORMAT, "The content is no Linux kernel (bzImage, Image or EFI stub)");
    }
  }

  private static void requireRamdisk(ByteBuffer start) {
    if (Magic.RAMDISKS.stream().noneMatch(magic -> magic.isIn(start))) {
      throw new StoreException(
          StoreFault.WRONG_FORMAT,
          "The content is no initial ramdisk (a cpio archive, maybe compressed)");
    }
  }
}
