package org.icecoat.trust.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.log.tree.LogHashing;
import org.icecoat.trust.log.tree.Malformed;

/**
 * One entry of the log: an image has been registered, or retired. The image's id binds its whole
 * manifest; name, version, root and length stand beside it for those who read the log alone.
 *
 * @param kind what happened
 * @param image to what
 * @param act when, by whom, why
 */
public record LogEntry(Kind kind, Subject image, Act act) {
  static final String HEADING = "icecoat-log-entry-1\n";

  /** What happened to the image. */
  public enum Kind {
    REGISTRATION,
    RETIREMENT
  }

  /** The image that an entry is about. */
  public record Subject(ImageId id, ImageName name, Version version, Content content) {
    public static Subject of(Manifest manifest) {
      return new Subject(
          manifest.id(),
          manifest.description().title().name(),
          manifest.description().title().version(),
          manifest.content());
    }
  }

  /**
   * When it happened, who did it and, for retirements, why.
   *
   * @param at kept to the microsecond
   */
  public record Act(Instant at, Dn by, Line why) {
    public Act {
      at = Moment.of(at);
    }
  }

  public LogEntry {
    Objects.requireNonNull(kind, "kind");
    if (kind == Kind.REGISTRATION && !act.why().isEmpty()) {
      throw new IllegalArgumentException("A registration has no reason");
    }
  }

  public static LogEntry registration(Manifest manifest, Instant at, Dn by) {
    return new LogEntry(Kind.REGISTRATION, Subject.of(manifest), new Act(at, by, Line.EMPTY));
  }

  public static LogEntry retirement(Manifest manifest, Act act) {
    return new LogEntry(Kind.RETIREMENT, Subject.of(manifest), act);
  }

  /** The bytes that stand for this entry and no other; docs/images.md has their table. */
  public byte[] bytes() {
    return new FieldWriter(HEADING)
        .text(0x01, kind.name())
        .digest(0x02, image.id().digest())
        .text(0x03, image.name().value())
        .text(0x04, image.version().value())
        .digest(0x05, image.content().root())
        .number(0x06, image.content().bytes())
        .instant(0x07, act.at())
        .text(0x08, act.by().toString())
        .text(0x09, act.why().value())
        .bytes();
  }

  /**
   * Reads what {@link #bytes} wrote, from a source that is not trusted.
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED, if these are the bytes of no entry
   */
  public static LogEntry parse(byte[] bytes) {
    FieldReader fields = new FieldReader(HEADING, bytes);
    try {
      LogEntry entry = new LogEntry(Kind.valueOf(fields.text(0x01)), subject(fields), act(fields));
      fields.requireEnd();
      if (!Arrays.equals(entry.bytes(), bytes)) {
        throw Malformed.because("it says the same as another entry, in other bytes");
      }
      return entry;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Malformed.because("a field of the entry holds no value of its kind", e);
    }
  }

  private static Subject subject(FieldReader fields) {
    return new Subject(
        new ImageId(fields.digest(0x02)),
        new ImageName(fields.text(0x03)),
        new Version(fields.text(0x04)),
        new Content(fields.digest(0x05), fields.number(0x06)));
  }

  private static Act act(FieldReader fields) {
    return new Act(fields.instant(0x07), Dn.parse(fields.text(0x08)), new Line(fields.text(0x09)));
  }

  /** The leaf of RFC 9162 section 2.1.1 over {@link #bytes}. */
  public Sha256 leaf() {
    return LogHashing.leaf(bytes());
  }
}
