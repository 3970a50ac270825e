package org.icecoat.plugin.configuration;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.icecoat.domain.identity.Dn;

/**
 * The factory that the node serves.
 *
 * @param dn of its host certificate: nobody else may order anything
 * @param others DNs of further factories on the same database; none by default
 * @param events where it takes the node's events
 */
public record FactoryConfiguration(Dn dn, List<Dn> others, URI events) {
  public FactoryConfiguration {
    others = List.copyOf(Objects.requireNonNullElse(others, List.of()));
    if (dn == null || events == null) {
      throw new IllegalArgumentException(
          "give dn, the factory's name, and events, where it takes the node's events");
    }
  }

  /** Whether that is a factory of this node. */
  public boolean includes(Dn caller) {
    return dn.equals(caller) || others.contains(caller);
  }
}
