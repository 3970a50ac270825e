package org.icecoat.imagestore.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
  @TempDir Path folder;
  private final Inspection inspection = new Inspection(SecondOpinion.NONE);

  @Test
  void the_size_that_a_guest_sees_is_rounded_up() throws IOException {
    assertThat(inspect(new TestingQcow2().bytes(), disk(ImageFormat.QCOW2)))
        .contains(new DiskMiB(64));
    assertThat(inspect(new byte[(1 << 20) + 512], disk(ImageFormat.RAW))).contains(new DiskMiB(2));
  }

  @Test
  void what_is_declared_raw_must_not_look_like_another_format() {
    Map<String, byte[]> disguised =
        Map.of(
            "qcow2", new TestingQcow2().withBackingFile("/etc/shadow").bytes(),
            "vmdk", at(0, "# Disk DescriptorFile"),
            "vhd", at(512, "conectix"),
            "vhdx", at(0, "vhdxfile"),
            "vdi", at(0x40, "\u007f\u0010\u00da\u00be"),
            "luks", at(0, "LUKS\u00ba\u00be"),
            "dmg", at(512, "koly"));
    disguised.forEach(
        (format, bytes) ->
            assertRefused(bytes, disk(ImageFormat.RAW), StoreFault.FORMAT_DISGUISED, format));
  }

  @Test
  void a_raw_disk_has_whole_sectors() {
    assertRefused(new byte[1000], disk(ImageFormat.RAW), StoreFault.WRONG_FORMAT, "sectors");
  }

  @Test
  void a_raw_disk_declared_qcow2_is_refused() {
    assertRefused(new byte[1024], disk(ImageFormat.QCOW2), StoreFault.WRONG_FORMAT, "no qcow2");
  }

  @Test
  void kernels_are_known_by_their_magic_numbers() throws IOException {
    byte[] bzImage = at(0x202, "HdrS");
    assertRefused(bzImage, new ImageUse.Kernel(), StoreFault.WRONG_FORMAT, "no Linux kernel");
    bzImage[0x1fe] = 0x55;
    bzImage[0x1ff] = (byte) 0xaa;
    assertThat(inspect(bzImage, new ImageUse.Kernel())).isEmpty();
    assertThat(inspect(at(0x38, "ARMd"), new ImageUse.Kernel())).isEmpty();
    assertThat(inspect(at(0, "MZ"), new ImageUse.Kernel())).isEmpty();
    assertRefused(new byte[1], new ImageUse.Kernel(), StoreFault.WRONG_FORMAT, "kernel");
    assertRefused(
        new TestingQcow2().bytes(), new ImageUse.Kernel(), StoreFault.WRONG_FORMAT, "kernel");
  }

  @Test
  void ramdisks_are_known_by_their_magic_numbers() throws IOException {
    assertThat(inspect(at(0, "070701"), new ImageUse.InitialRamdisk())).isEmpty();
    assertThat(inspect(at(0, "\u001f\u008b"), new ImageUse.InitialRamdisk())).isEmpty();
    assertRefused(
        new byte[512], new ImageUse.InitialRamdisk(), StoreFault.WRONG_FORMAT, "initial ramdisk");
  }

  private static ImageUse disk(ImageFormat format) {
    return new ImageUse.Disk(format, Optional.empty(), new Boot.Uefi(), Optional.empty());
  }

  private static byte[] at(int offset, String magic) {
    byte[] bytes = new byte[1024];
    byte[] mark = magic.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(mark, 0, bytes, offset, mark.length);
    return bytes;
  }

  private Optional<DiskMiB> inspect(byte[] content, ImageUse use) throws IOException {
    return inspection.inspect(Files.write(folder.resolve("content"), content), use);
  }

  private void assertRefused(byte[] content, ImageUse use, StoreFault fault, String reason) {
    assertThatThrownBy(() -> inspect(content, use))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.fault()).isEqualTo(fault))
        .hasMessageContaining(reason);
  }
}
