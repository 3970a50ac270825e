package org.icecoat.imagestore.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.secret.DiskKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that encrypts, and fails. */
class DiskEncryptionTest {
  private static final LimitedProgram.Limits LIMITS =
      new LimitedProgram.Limits(1L << 30, Duration.ofSeconds(20));

  @TempDir private Path folder;

  @Test
  void what_fails_now_and_then_is_tried_again() throws IOException {
    encrypt("test $(wc -l <runs) -ge 2 || exit 134");
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void what_fails_again_and_again_is_told() {
    assertThatThrownBy(() -> encrypt("exit 1"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.STORE_BROKEN))
        .hasMessageContaining("ended with 1");
    assertThat(runs()).isEqualTo(3);
  }

  private void encrypt(String script) throws IOException {
    Path program = folder.resolve("qemu-img");
    Files.writeString(
        program, "#!/bin/sh\ncd '%s'\ncat >input\necho run >>runs\n%s\n".formatted(folder, script));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    LimitedProgram limited = new LimitedProgram(Path.of("/usr/bin/prlimit"), program, LIMITS);
    try (DiskKey key = DiskKey.fresh(new SecureRandom())) {
      new DiskEncryption(limited, 1 << 20)
          .encrypt(folder.resolve("clear"), ImageFormat.RAW, folder.resolve("copy"), key);
    }
  }

  private long runs() {
    try {
      return Files.readAllLines(folder.resolve("runs")).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
