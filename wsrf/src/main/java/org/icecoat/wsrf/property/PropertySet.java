package org.icecoat.wsrf.property;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * The properties of one kind of resource, in the order of their document.
 *
 * @param <C> the caller
 * @param <R> the resource
 */
public final class PropertySet<C, R> {
  private final QName document;
  private final Map<QName, Property<C, R, ?>> properties;

  private PropertySet(QName document, Map<QName, Property<C, R, ?>> properties) {
    this.document = document;
    this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** Begins a set; {@code document} is the element that the port type's WSDL names. */
  public static <C, R> Builder<C, R> of(QName document) {
    return new Builder<>(document);
  }

  public QName document() {
    return document;
  }

  public Optional<Property<C, R, ?>> find(QName name) {
    return Optional.ofNullable(properties.get(name));
  }

  public Collection<Property<C, R, ?>> all() {
    return properties.values();
  }

  /**
   * Declares properties. A plain name is in the namespace of the document, as contracts have it.
   * Properties that can be set are declared with a writer.
   */
  public static final class Builder<C, R> {
    private final QName document;
    private final Map<QName, Property<C, R, ?>> properties = new LinkedHashMap<>();

    private Builder(QName document) {
      this.document = document;
    }

    public <T> Builder<C, R> one(String name, Class<T> type, PropertyReader<C, R, T> reader) {
      return property(name, type, Cardinality.ONE, single(reader), Optional.empty());
    }

    public <T> Builder<C, R> one(
        String name, Class<T> type, PropertyReader<C, R, T> reader, PropertyWriter<R, T> writer) {
      PropertyWriter<R, List<T>> all = (resource, values) -> writer.write(resource, values.get(0));
      return property(name, type, Cardinality.ONE, single(reader), Optional.of(all));
    }

    public <T> Builder<C, R> optional(
        String name, Class<T> type, PropertyReader<C, R, Optional<T>> reader) {
      return property(name, type, Cardinality.OPTIONAL, perhaps(reader), Optional.empty());
    }

    public <T> Builder<C, R> optional(
        String name,
        Class<T> type,
        PropertyReader<C, R, Optional<T>> reader,
        PropertyWriter<R, Optional<T>> writer) {
      PropertyWriter<R, List<T>> all =
          (resource, values) -> writer.write(resource, values.stream().findFirst());
      return property(name, type, Cardinality.OPTIONAL, perhaps(reader), Optional.of(all));
    }

    public <T> Builder<C, R> many(
        String name, Class<T> type, PropertyReader<C, R, List<T>> reader) {
      return property(name, type, Cardinality.MANY, reader, Optional.empty());
    }

    public <T> Builder<C, R> many(
        String name,
        Class<T> type,
        PropertyReader<C, R, List<T>> reader,
        PropertyWriter<R, List<T>> writer) {
      return property(name, type, Cardinality.MANY, reader, Optional.of(writer));
    }

    /** Declares a property with a name of another namespace. */
    public Builder<C, R> property(Property<C, R, ?> property) {
      if (properties.putIfAbsent(property.name(), property) != null) {
        throw new IllegalArgumentException(property.name() + " is declared twice");
      }
      return this;
    }

    /** {@code CurrentTime} and {@code TerminationTime} of WS-ResourceLifetime 1.2. */
    public Builder<C, R> lifetime(LifetimeProperties<C, R> lifetime) {
      return property(lifetime.currentTime()).property(lifetime.terminationTime());
    }

    public PropertySet<C, R> build() {
      return new PropertySet<>(document, properties);
    }

    private <T> Builder<C, R> property(
        String name,
        Class<T> type,
        Cardinality cardinality,
        PropertyReader<C, R, List<T>> reader,
        Optional<PropertyWriter<R, List<T>>> writer) {
      QName full = new QName(document.getNamespaceURI(), name);
      return property(new Property<>(full, type, cardinality, reader, writer));
    }

    private static <C, R, T> PropertyReader<C, R, List<T>> single(PropertyReader<C, R, T> reader) {
      return (caller, resource) -> List.of(reader.read(caller, resource));
    }

    private static <C, R, T> PropertyReader<C, R, List<T>> perhaps(
        PropertyReader<C, R, Optional<T>> reader) {
      return (caller, resource) -> new ArrayList<>(reader.read(caller, resource).stream().toList());
    }
  }
}
