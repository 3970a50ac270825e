package org.icecoat.console.verify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.structure.Attestation.ClockReading;

/**
 * What was seen of a TPM.
 *
 * @param last the latest reading of its clock
 * @param attestationKey that it used last, in hex; empty where the TPM is known by that key alone
 * @param restored whether it has shown an old state
 */
record SeenTpm(ClockReading last, Optional<String> attestationKey, boolean restored) {
  private static final String NAME = "([0-9a-f]{4,132})";
  private static final Pattern LINE =
      Pattern.compile(NAME + " (\\d+) (\\d+) (\\d+) (true|false)(?: " + NAME + ")?( restored)?");
  private static final int ID = 1;
  private static final int MILLIS = 2;
  private static final int RESETS = 3;
  private static final int RESTARTS = 4;
  private static final int SAFE = 5;
  private static final int ATTESTATION_KEY = 6;
  private static final int MARK = 7;

  /** With the name that it is known by. */
  record Named(String id, SeenTpm seen) {}

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Named parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("A line that is none of ours");
    }
    ClockReading reading =
        new ClockReading(
            Long.parseUnsignedLong(parts.group(MILLIS)),
            Long.parseLong(parts.group(RESETS)),
            Long.parseLong(parts.group(RESTARTS)),
            Boolean.parseBoolean(parts.group(SAFE)));
    Optional<String> key = Optional.ofNullable(parts.group(ATTESTATION_KEY));
    return new Named(parts.group(ID), new SeenTpm(reading, key, parts.group(MARK) != null));
  }

  /** A line for {@link #parse}. */
  String line(String id) {
    return "%s %s %d %d %s%s%s"
        .formatted(
            id,
            Long.toUnsignedString(last.millis()),
            last.resetCount(),
            last.restartCount(),
            last.safe(),
            attestationKey.map(key -> " " + key).orElse(""),
            restored ? " restored" : "");
  }

  /** Whether what is known by that name is the TPM with those keys. */
  boolean is(String id, TpmKeys keys) {
    return id.equals(keys.id())
        || id.equals(keys.attestationKey())
        || attestationKey.filter(keys.attestationKey()::equals).isPresent();
  }

  /** Both together, of one TPM. */
  SeenTpm with(SeenTpm other) {
    return new SeenTpm(
        ClockRule.later(last, other.last), other.attestationKey, restored || other.restored);
  }

  SeenTpm marked() {
    return new SeenTpm(last, attestationKey, true);
  }
}
