package org.icecoat.trust.evidence.vm;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/**
 * What a node's plug-in states of a VM. By itself it proves nothing: a quote has to be bound to it,
 * and then it is worth as much as the software that was measured there.
 *
 * @param owner for whom the node runs it
 * @param application digest of its archive, if it has one
 * @param at by the node's clock, kept to the microsecond
 */
public record VmStatement(
    VmId vm,
    Epoch epoch,
    Dn owner,
    Images images,
    Optional<Sha256> application,
    State state,
    Instant at) {
  private static final Octets MAGIC =
      Octets.of("icecoat-vm-statement-1".getBytes(StandardCharsets.US_ASCII));
  private static final int LONGEST_TEXT = 16_384;
  private static final long MICROS = 1_000_000;

  /** What the VM is doing, as the node's monitor has it. */
  public enum State {
    /** Images, disk and datasets are being made ready: nothing is verified yet. */
    PREPARING,
    /** Ready to start; every image was verified. */
    PREPARED,
    RUNNING,
    PAUSED,
    /** Was started and is off. */
    STOPPED,
    FAILED
  }

  /**
   * What the VM runs from.
   *
   * @param boot for disks that are booted without firmware
   */
  public record Images(ImageId disk, Optional<Boot> boot) {}

  /** Kernel and initial ramdisk. */
  public record Boot(ImageId kernel, ImageId initialRamdisk) {}

  public VmStatement {
    Objects.requireNonNull(vm, "vm");
    Objects.requireNonNull(epoch, "epoch");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(state, "state");
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The bytes that stand for this statement and no other: a magic, then each part in the order of
   * the components. Texts have their length (32 bits) before them, what may be absent a 0 or a 1;
   * the time counts microseconds since 1970.
   */
  public Octets encoded() {
    WireWriter writer = WireWriter.bigEndian().bytes(MAGIC).longSized(text(vm.toString()));
    writer.u64(epoch.value()).longSized(text(owner.toString())).bytes(digest(images.disk()));
    writer.u8(images.boot().isPresent() ? 1 : 0);
    images
        .boot()
        .ifPresent(
            boot -> writer.bytes(digest(boot.kernel())).bytes(digest(boot.initialRamdisk())));
    writer.u8(application.isPresent() ? 1 : 0);
    application.ifPresent(given -> writer.bytes(Octets.of(given.bytes())));
    return writer.longSized(text(state.name())).u64(micros(at)).written();
  }

  /** By which a quote is bound to it. */
  public Sha256 digest() {
    return digestOf(encoded());
  }

  /** The digest of a statement that need not be one. */
  static Sha256 digestOf(Octets encoded) {
    return Sha256.of(HashAlgorithm.SHA256.hash(encoded).bytes());
  }

  /**
   * Reads what {@link #encoded} wrote, and nothing else.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static VmStatement parse(Octets encoded) {
    WireReader reader = WireReader.of(encoded, "A statement of a VM");
    if (!reader.bytes(MAGIC.length()).equals(MAGIC)) {
      throw reader.malformed("it does not begin as such statements do");
    }
    VmStatement statement;
    try {
      statement = read(reader);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw reader.malformed("a part holds no value of its kind");
    }
    reader.end();
    if (!statement.encoded().equals(encoded)) {
      throw reader.malformed("it says the same as another one, in other bytes");
    }
    return statement;
  }

  private static VmStatement read(WireReader reader) {
    return new VmStatement(
        VmId.parse(text(reader)),
        new Epoch(reader.u64()),
        Dn.parse(text(reader)),
        images(reader),
        reader.yesNo() ? Optional.of(digest(reader)) : Optional.empty(),
        State.valueOf(text(reader)),
        instant(reader.u64()));
  }

  private static Images images(WireReader reader) {
    ImageId disk = new ImageId(digest(reader));
    return new Images(
        disk,
        reader.yesNo()
            ? Optional.of(new Boot(new ImageId(digest(reader)), new ImageId(digest(reader))))
            : Optional.empty());
  }

  private static Sha256 digest(WireReader reader) {
    return Sha256.of(reader.bytes(Sha256.BYTES).bytes());
  }

  private static Octets digest(ImageId image) {
    return Octets.of(image.digest().bytes());
  }

  private static String text(WireReader reader) {
    return new String(reader.longSized(LONGEST_TEXT).bytes(), StandardCharsets.UTF_8);
  }

  private static Octets text(String value) {
    return Octets.of(value.getBytes(StandardCharsets.UTF_8));
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / 1000);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }
}
