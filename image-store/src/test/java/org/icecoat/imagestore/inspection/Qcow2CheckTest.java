package org.icecoat.imagestore.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.junit.jupiter.api.Test;

class Qcow2CheckTest {
  private static final int EXTENSIONS = 104;

  @Test
  void a_plain_file_of_either_version_is_taken() {
    assertThat(check(new TestingQcow2().bytes())).isEqualTo(TestingQcow2.VIRTUAL_BYTES);
    assertThat(check(versionTwo().bytes())).isEqualTo(TestingQcow2.VIRTUAL_BYTES);
  }

  @Test
  void compression_types_and_extended_entries_are_taken() {
    assertThat(check(new TestingQcow2().withLong(72, 0b01000).bytes())).isPositive();
    assertThat(check(new TestingQcow2().withLong(72, 0b10000).bytes())).isPositive();
  }

  @Test
  void a_backing_file_is_refused() {
    assertRefused(
        new TestingQcow2().withBackingFile("/etc/shadow"), StoreFault.OTHER_FILE_NAMED, "backing");
    assertRefused(new TestingQcow2().withInt(16, 1), StoreFault.OTHER_FILE_NAMED, "backing");
  }

  @Test
  void an_external_data_file_is_refused_by_its_bit_and_by_its_name() {
    assertRefused(
        new TestingQcow2().withLong(72, 0b100), StoreFault.OTHER_FILE_NAMED, "external file");
    assertRefused(
        new TestingQcow2().withInt(EXTENSIONS, 0x44415441).withInt(EXTENSIONS + 4, 8),
        StoreFault.OTHER_FILE_NAMED,
        "another file");
  }

  @Test
  void encryption_snapshots_bitmaps_and_unknown_features_are_refused() {
    assertRefused(new TestingQcow2().withInt(32, 1), StoreFault.FEATURE_REFUSED, "encrypted");
    assertRefused(new TestingQcow2().withInt(32, 2), StoreFault.FEATURE_REFUSED, "encrypted");
    assertRefused(new TestingQcow2().withInt(60, 1), StoreFault.FEATURE_REFUSED, "snapshots");
    assertRefused(
        new TestingQcow2().withLong(72, 1L << 63), StoreFault.FEATURE_REFUSED, "not known");
    assertRefused(
        new TestingQcow2().withInt(EXTENSIONS, 0x23852875), StoreFault.FEATURE_REFUSED, "bitmaps");
  }

  @Test
  void a_dirty_or_corrupt_file_is_refused() {
    assertRefused(new TestingQcow2().withLong(72, 1), StoreFault.CONTENT_DAMAGED, "repair");
    assertRefused(new TestingQcow2().withLong(72, 2), StoreFault.CONTENT_DAMAGED, "repair");
  }

  @Test
  void tables_that_are_huge_or_outside_of_the_file_are_refused() {
    assertDamaged(new TestingQcow2().withInt(36, 0xffffffffL), "size of its L1 table");
    assertDamaged(new TestingQcow2().withInt(36, 0), "size of its L1 table");
    assertDamaged(new TestingQcow2().withLong(40, 4L * TestingQcow2.CLUSTER), "L1 table");
    assertDamaged(new TestingQcow2().withLong(40, Long.MAX_VALUE & -65536), "L1 table");
    assertDamaged(new TestingQcow2().withLong(40, Long.MIN_VALUE), "L1 table");
    assertDamaged(new TestingQcow2().withLong(40, 8), "L1 table");
    assertDamaged(new TestingQcow2().withInt(56, 0xffffffffL), "size of its refcount table");
    assertDamaged(new TestingQcow2().withInt(56, 0), "size of its refcount table");
    assertDamaged(new TestingQcow2().withLong(48, 1L << 40), "place of its refcount table");
  }

  @Test
  void absurd_sizes_are_refused() {
    assertDamaged(new TestingQcow2().withInt(20, 8), "cluster size");
    assertDamaged(new TestingQcow2().withInt(20, 0x80000010L), "cluster size");
    assertDamaged(new TestingQcow2().withLong(24, 0), "virtual size");
    assertDamaged(new TestingQcow2().withLong(24, -1), "virtual size");
    assertDamaged(new TestingQcow2().withLong(24, 1L << 51), "virtual size");
    assertDamaged(new TestingQcow2().withInt(96, 7), "reference counts");
  }

  @Test
  void a_header_of_the_wrong_length_is_refused() {
    assertDamaged(new TestingQcow2().withInt(100, 72), "length of its header");
    assertDamaged(new TestingQcow2().withInt(100, 105), "length of its header");
    assertDamaged(new TestingQcow2().withInt(100, 0xfffffff8L), "length of its header");
  }

  @Test
  void extensions_that_do_not_end_are_refused() {
    assertDamaged(
        new TestingQcow2().withInt(EXTENSIONS, 0x6803f857).withInt(EXTENSIONS + 4, 0xffffffffL),
        "extensions");
    assertDamaged(
        new TestingQcow2().withInt(EXTENSIONS, 0x6803f857).withInt(EXTENSIONS + 4, 1 << 20),
        "extensions");
  }

  @Test
  void a_truncated_header_or_another_version_is_no_qcow2() {
    byte[] whole = new TestingQcow2().bytes();
    for (int length : new int[] {0, 3, 4, 71, 103}) {
      assertRefused(Arrays.copyOf(whole, length), StoreFault.WRONG_FORMAT, "qcow2");
    }
    assertRefused(new TestingQcow2().withInt(4, 1), StoreFault.WRONG_FORMAT, "versions 2 and 3");
    assertRefused(new TestingQcow2().withInt(4, 4), StoreFault.WRONG_FORMAT, "versions 2 and 3");
    assertRefused(new TestingQcow2().withInt(4, -1), StoreFault.WRONG_FORMAT, "versions 2 and 3");
  }

  @Test
  void a_file_cut_behind_its_header_is_refused() {
    byte[] cut = Arrays.copyOf(new TestingQcow2().bytes(), 2 * TestingQcow2.CLUSTER);
    assertRefused(cut, StoreFault.CONTENT_DAMAGED, "L1 table");
  }

  private static TestingQcow2 versionTwo() {
    return new TestingQcow2().withInt(4, 2).withLong(72, 0).withInt(96, 0).withInt(100, 0);
  }

  private static long check(byte[] file) {
    return Qcow2Check.virtualBytes(ByteBuffer.wrap(file), file.length);
  }

  private static void assertDamaged(TestingQcow2 file, String reason) {
    assertRefused(file.bytes(), StoreFault.CONTENT_DAMAGED, reason);
  }

  private static void assertRefused(TestingQcow2 file, StoreFault fault, String reason) {
    assertRefused(file.bytes(), fault, reason);
  }

  private static void assertRefused(byte[] file, StoreFault fault, String reason) {
    Assertions.assertThatThrownBy(() -> check(file))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.fault()).isEqualTo(fault))
        .hasMessageContaining(reason);
  }
}
