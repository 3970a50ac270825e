package org.icecoat.trust.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.endorsement.TpmClass;

/**
 * Which TPMs are believed.
 *
 * @param makers any of these
 * @param minimalFirmware of the TPM itself; null if any will do
 */
public record TpmRules(Set<TpmClass> classes, List<Maker> makers, Firmware minimalFirmware) {
  private static final int MOST_MAKERS = 1000;

  /**
   * A maker: {@code any} of the site's store, one by its name there, or one that has a CA whose
   * certificate has this SHA-256 ({@code sha256:} and 64 digits).
   */
  public record Maker(String text) {
    private static final String ANY = "any";
    private static final String FINGERPRINT = "sha256:";
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    public Maker {
      if (text.startsWith(FINGERPRINT)) {
        text = Sha256.parse(text).toString();
      } else if (!NAME.matcher(text).matches()) {
        throw new IllegalArgumentException("A maker is 'any', a name or sha256:<64 digits>");
      }
    }

    private boolean isAuthority() {
      return text.startsWith(FINGERPRINT);
    }

    boolean matches(ProvenTpm tpm) {
      return text.equals(ANY)
          || text.equals(tpm.maker())
          || tpm.authorities().stream().anyMatch(ca -> text.equals(ca.toString()));
    }
  }

  /** A TPM's firmware version, 64 bits without sign, as quotes carry it. */
  public record Firmware(long version) {
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");

    /** Reads {@code 0x} and up to 16 hexadecimal digits. */
    public static Firmware parse(String text) {
      if (!HEX.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "A TPM's firmware version is written 0x and up to 16 hexadecimal digits");
      }
      return new Firmware(Long.parseUnsignedLong(text.substring(2), 16));
    }

    boolean atMost(long other) {
      return Long.compareUnsigned(version, other) <= 0;
    }

    @Override
    public String toString() {
      return "0x%016x".formatted(version);
    }
  }

  public TpmRules {
    classes = Set.copyOf(Required.list(classes, "classes"));
    makers = Required.list(makers, "makers");
    Required.count(classes.size(), TpmClass.values().length, "classes of TPMs");
    Required.count(makers.size(), MOST_MAKERS, "makers; write [any] for all of the site");
    if (makers.size() > 1 && makers.contains(new Maker(Maker.ANY))) {
      throw new IllegalArgumentException("makers: 'any' stands alone");
    }
  }

  public boolean allowsClass(ProvenTpm tpm) {
    return classes.contains(tpm.tpmClass());
  }

  public boolean allowsMaker(ProvenTpm tpm) {
    return makers.stream().anyMatch(maker -> maker.matches(tpm));
  }

  /** Whether some makers stand here by their CAs, so that a maker's name alone decides nothing. */
  public boolean namesAuthorities() {
    return makers.stream().anyMatch(Maker::isAuthority);
  }

  /** Whether these believe in TPMs of the same classes and makers. */
  public boolean allowsSameTpms(TpmRules other) {
    return classes.equals(other.classes) && Set.copyOf(makers).equals(Set.copyOf(other.makers));
  }

  /** Whether a TPM of that firmware version is new enough. */
  public boolean allowsFirmware(long version) {
    return Optional.ofNullable(minimalFirmware).map(least -> least.atMost(version)).orElse(true);
  }
}
