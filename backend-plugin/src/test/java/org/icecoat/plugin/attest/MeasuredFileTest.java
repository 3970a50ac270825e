package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's digest is kept only as long as nobody can have written to it unseen. */
class MeasuredFileTest {
  private static final String BEFORE = "as it was";
  private static final String AFTER = "otherwise";

  @TempDir Path folder;
  private Path file;
  private Instant now;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), BEFORE);
  }

  @Test
  void a_second_write_at_the_same_tick_is_seen() throws IOException {
    MeasuredFile measured = new MeasuredFile(file, () -> now);
    try (FileChannel channel = open()) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, BEFORE.length());
      map.put(0, bytes(BEFORE));
      now = changedAt();
      assertThat(measured.digest()).isEqualTo(digest(BEFORE));
      map.put(0, bytes(AFTER)); // the page is dirty: its time stays
      assertThat(measured.digest()).isEqualTo(digest(AFTER));
    }
  }

  @Test
  void a_file_whose_time_is_ahead_of_the_clock_by_less_than_a_tick_is_young_too()
      throws IOException {
    MeasuredFile measured = new MeasuredFile(file, () -> now);
    try (FileChannel channel = open()) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, BEFORE.length());
      map.put(0, bytes(BEFORE));
      now = changedAt().minusMillis(500);
      assertThat(measured.digest()).isEqualTo(digest(BEFORE));
      map.put(0, bytes(AFTER));
      assertThat(measured.digest()).isEqualTo(digest(AFTER));
    }
  }

  @Test
  void a_file_that_comes_and_goes_is_there_and_is_not() throws IOException {
    now = changedAt().plusSeconds(60);
    MeasuredFile measured = new MeasuredFile(file, () -> now);
    assertThat(measured.digest()).isEqualTo(digest(BEFORE));
    Files.delete(file);
    assertThat(measured.digest()).isEmpty();
    try (FileChannel channel = open()) {
      channel.write(ByteBuffer.wrap(bytes(AFTER)));
    }
    assertThat(measured.digest()).isEqualTo(digest(AFTER));
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private Instant changedAt() throws IOException {
    return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Sha256> digest(String text) {
    return Optional.of(Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(bytes(text))).bytes()));
  }
}
