package org.icecoat.imagestore.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;

/** An image of the catalogue: what it is, who registered it when, and its end, if it has one. */
public record RegisteredImage(
    Manifest manifest, Instant registeredAt, Dn registeredBy, Optional<Retirement> retirement) {
  /** Who took an image out of use, when and why. */
  public record Retirement(Instant at, Dn by, Line why) {}

  /** A new image; times are kept to the microsecond. */
  public static RegisteredImage of(Manifest manifest, Instant at, Dn by) {
    return new RegisteredImage(manifest, at, by, Optional.empty());
  }

  public ImageId id() {
    return manifest.id();
  }

  /** Whether it is deployed no more. */
  public boolean retired() {
    return retirement.isPresent();
  }
}
