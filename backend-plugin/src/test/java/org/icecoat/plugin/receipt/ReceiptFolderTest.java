package org.icecoat.plugin.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.order.Placement;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt is kept whatever happens to others meanwhile. */
class ReceiptFolderTest {
  private static final Octets SIGNED = Octets.of(new byte[] {1, 2, 3});

  @TempDir Path folder;
  private final TestingClock clock = new TestingClock(Instant.now());
  private ReceiptFolder receipts;

  @BeforeEach
  void open() throws IOException {
    receipts = new ReceiptFolder(folder, clock);
  }

  @Test
  void another_file_that_goes_while_old_ones_are_looked_for_costs_no_receipt() throws IOException {
    Files.createSymbolicLink(folder.resolve("other.pem.new"), folder.resolve("gone"));
    assertThat(receipts.find(kept())).contains(SIGNED);
  }

  @Test
  void what_cannot_be_forgotten_costs_no_receipt_and_stays_alone() throws IOException {
    Path stubborn = Files.createDirectories(folder.resolve("stubborn").resolve("more"));
    age(stubborn.getParent());
    Path old = aged();
    assertThat(receipts.find(kept())).contains(SIGNED);
    assertThat(stubborn).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void receipts_are_kept_for_thirty_days() {
    Placement first = kept();
    clock.advance(Duration.ofDays(29));
    kept();
    assertThat(receipts.find(first)).contains(SIGNED);
    clock.advance(Duration.ofDays(2));
    kept();
    assertThat(receipts.find(first)).isEmpty();
  }

  @Test
  void old_ones_are_looked_for_once_an_hour_whatever_is_done_to_the_clock() throws IOException {
    kept();
    Path old = aged();
    clock.advance(Duration.ofMinutes(59));
    kept();
    assertThat(old).exists();
    clock.advance(Duration.ofMinutes(1));
    kept();
    assertThat(old).doesNotExist();
    Path other = aged();
    clock.advance(Duration.ofHours(-2));
    kept();
    assertThat(other).doesNotExist();
  }

  private Placement kept() {
    Placement placement = new Placement(new VmId(UUID.randomUUID()), new Epoch(1));
    receipts.keep(placement, SIGNED);
    return placement;
  }

  private Path aged() throws IOException {
    return age(Files.createFile(folder.resolve(UUID.randomUUID() + "-1.pem")));
  }

  private Path age(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.from(clock.instant().minus(Duration.ofDays(31))));
  }
}
