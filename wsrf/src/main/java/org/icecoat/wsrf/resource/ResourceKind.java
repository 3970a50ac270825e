package org.icecoat.wsrf.resource;

import jakarta.xml.bind.JAXBContext;
import java.util.Optional;
import org.icecoat.wsrf.property.PropertySet;
import org.icecoat.wsrf.query.QueryLimits;

/**
 * What the resources behind one endpoint are like.
 *
 * @param jaxb knows every type of the properties, see {@code Contract.jaxb()}
 * @param store absent if no property can be set
 * @param lifetime absent if clients cannot end resources
 */
public record ResourceKind<C, R>(
    JAXBContext jaxb,
    ResourceHome<C, R> home,
    PropertySet<C, R> properties,
    Optional<ResourceStore<C, R>> store,
    Optional<Lifetime<C, R>> lifetime,
    QueryLimits queries) {

  /** Resources that are only read. */
  public ResourceKind(JAXBContext jaxb, ResourceHome<C, R> home, PropertySet<C, R> properties) {
    this(jaxb, home, properties, Optional.empty(), Optional.empty(), QueryLimits.defaults());
  }

  public ResourceKind<C, R> storedBy(ResourceStore<C, R> keeper) {
    return new ResourceKind<>(jaxb, home, properties, Optional.of(keeper), lifetime, queries);
  }

  public ResourceKind<C, R> endedBy(Lifetime<C, R> ending) {
    return new ResourceKind<>(jaxb, home, properties, store, Optional.of(ending), queries);
  }
}
