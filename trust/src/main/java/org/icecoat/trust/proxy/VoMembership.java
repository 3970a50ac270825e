package org.icecoat.trust.proxy;

import java.time.Instant;
import java.util.List;
import org.icecoat.domain.identity.VoName;

/** Verified VO attributes and the instant at which the first of them ends. */
record VoMembership(List<VoName> attributes, Instant until) {
  static final VoMembership NONE = new VoMembership(List.of(), Instant.MAX);

  VoMembership {
    attributes = List.copyOf(attributes);
  }
}
