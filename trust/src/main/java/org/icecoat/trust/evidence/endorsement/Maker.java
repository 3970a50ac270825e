package org.icecoat.trust.evidence.endorsement;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;

/**
 * A maker of TPMs whom a site accepts.
 *
 * @param name for people
 * @param manufacturers that its CAs certify for; empty if any
 * @param authorities CAs, roots or intermediate ones, each trusted by itself
 */
public record Maker(
    String name,
    TpmClass tpmClass,
    Set<Manufacturer> manufacturers,
    Set<X509Certificate> authorities) {
  public Maker {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tpmClass, "tpmClass");
    manufacturers = Set.copyOf(manufacturers);
    authorities = Set.copyOf(authorities);
    for (X509Certificate authority : authorities) {
      if (authority.getBasicConstraints() < 0) {
        throw new IllegalArgumentException(
            "%s of maker %s is no CA".formatted(authority.getSubjectX500Principal(), name));
      }
    }
  }

  /** Where it is in a store of makers. */
  Path in(Path store) {
    return store.resolve(tpmClass.folder()).resolve(name);
  }

  /** SHA-256 of the certificates of its CAs. */
  public Set<Sha256> fingerprints() {
    return authorities.stream().map(Fingerprint::of).collect(Collectors.toUnmodifiableSet());
  }
}
