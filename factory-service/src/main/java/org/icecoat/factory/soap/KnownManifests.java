package org.icecoat.factory.soap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;

/**
 * Manifests that were asked for lately. An id is the digest of its manifest, so none of them ever
 * becomes outdated.
 */
final class KnownManifests {
  private final int most;
  private final Map<ImageId, Manifest> latest = new LinkedHashMap<>(16, 0.75f, true);

  KnownManifests(int most) {
    this.most = most;
  }

  synchronized Optional<Manifest> get(ImageId id) {
    return Optional.ofNullable(latest.get(id));
  }

  synchronized void add(Manifest manifest) {
    latest.put(manifest.id(), manifest);
    if (latest.size() > most) {
      latest.remove(latest.keySet().iterator().next());
    }
  }
}
