package org.icecoat.imagestore.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.imagestore.inspection.DiskEncryption;
import org.icecoat.imagestore.inspection.LimitedProgram;
import org.icecoat.imagestore.inspection.QemuImg;
import org.icecoat.imagestore.inspection.SecondOpinion;
import org.icecoat.service.configuration.ByteCount;

/**
 * How QEMU's tools look at uploads, beside the store's own checks.
 *
 * @param qemuImg the program; /usr/bin/qemu-img by default
 * @param prlimit util-linux's program that limits it; /usr/bin/prlimit by default
 * @param required whether the store does not start without the two; true by default
 * @param memory that qemu-img may use; 1 GiB by default
 * @param time that qemu-img may take; 60 seconds by default
 * @param encryptionTime that encrypting a confidential image may take; 1 hour by default
 */
public record InspectionConfiguration(
    Path qemuImg,
    Path prlimit,
    Boolean required,
    ByteCount memory,
    Duration time,
    Duration encryptionTime) {
  private static final Path DEFAULT_QEMU_IMG = Path.of("/usr/bin/qemu-img");
  private static final Path DEFAULT_PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final ByteCount DEFAULT_MEMORY = ByteCount.parse("1GiB");
  private static final Duration DEFAULT_TIME = Duration.ofSeconds(60);
  private static final Duration DEFAULT_ENCRYPTION_TIME = Duration.ofHours(1);

  public InspectionConfiguration {
    qemuImg = Objects.requireNonNullElse(qemuImg, DEFAULT_QEMU_IMG);
    prlimit = Objects.requireNonNullElse(prlimit, DEFAULT_PRLIMIT);
    required = Objects.requireNonNullElse(required, true);
    memory = Objects.requireNonNullElse(memory, DEFAULT_MEMORY);
    time = Objects.requireNonNullElse(time, DEFAULT_TIME);
    encryptionTime = Objects.requireNonNullElse(encryptionTime, DEFAULT_ENCRYPTION_TIME);
    if (time.toSeconds() < 1 || encryptionTime.toSeconds() < 1) {
      throw new IllegalArgumentException("time and encryption-time must be at least 1s");
    }
  }

  /**
   * QEMU's tools within their limits, or nobody if they are not there and not required.
   *
   * @throws IllegalStateException if they are required and not there
   */
  public SecondOpinion open() {
    if (present()) {
      return new QemuImg(program(time));
    }
    if (required) {
      throw new IllegalStateException(
          "%s or %s is missing: install qemu-utils and util-linux, or set inspection.required to false"
              .formatted(qemuImg, prlimit));
    }
    return SecondOpinion.NONE;
  }

  /**
   * What encrypts disks; empty if the tools are not there.
   *
   * @param largest file that it may write, in bytes
   */
  public Optional<DiskEncryption> encryption(long largest) {
    return present()
        ? Optional.of(new DiskEncryption(program(encryptionTime), largest))
        : Optional.empty();
  }

  private boolean present() {
    return Files.isExecutable(qemuImg) && Files.isExecutable(prlimit);
  }

  private LimitedProgram program(Duration most) {
    return new LimitedProgram(prlimit, qemuImg, new LimitedProgram.Limits(memory.bytes(), most));
  }
}
