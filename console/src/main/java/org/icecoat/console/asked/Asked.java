package org.icecoat.console.asked;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.match.ImageRequirements;

/**
 * What a user asked for.
 *
 * @param image which image; empty if it is not known
 * @param code which application; empty if it is not known whether there is one
 */
public record Asked(Optional<ImageRequirements> image, Optional<Code> code) {
  /** Nothing is known of what was asked for. */
  public static final Asked UNKNOWN = new Asked(Optional.empty(), Optional.empty());

  /**
   * An application, or that there is none.
   *
   * @param digest of its archive; empty if no code of the user's is to run
   */
  public record Code(Optional<Sha256> digest) {
    private static final String NONE = "none";

    public Code {
      Objects.requireNonNull(digest, "digest");
    }

    /**
     * Reads a digest, or {@code none}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Code parse(String text) {
      return new Code(text.equals(NONE) ? Optional.empty() : Optional.of(Sha256.parse(text)));
    }

    @Override
    public String toString() {
      return digest.map(Sha256::toString).orElse(NONE);
    }
  }

  public Asked {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(code, "code");
  }

  /** This, and the other where this says nothing. */
  public Asked over(Asked other) {
    return new Asked(image.or(other::image), code.or(other::code));
  }
}
