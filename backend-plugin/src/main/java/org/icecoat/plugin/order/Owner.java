package org.icecoat.plugin.order;

import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;

/** For whom a VM runs: what the factory has proved of him. */
public record Owner(Dn dn, List<VoName> attributes) {
  public Owner {
    attributes = List.copyOf(attributes);
  }
}
