package org.icecoat.wsrf.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rp.DeleteType;
import org.icecoat.wire.oasis.rp.InsertType;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.UpdateType;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;

/**
 * Carries out SetResourceProperties (WS-ResourceProperties 1.2, section 8) on a resource's value:
 * the result is a new value, or the first thing that is wrong.
 */
public final class Modification<C, R> {
  private final PropertySet<C, R> properties;
  private final ElementCodec codec;
  private final C caller;
  private R resource;

  public Modification(PropertySet<C, R> properties, ElementCodec codec, C caller, R resource) {
    this.properties = properties;
    this.codec = codec;
    this.caller = caller;
    this.resource = resource;
  }

  /**
   * The resource as it would be.
   *
   * @throws RefusedChangeException at the first component that cannot be carried out
   */
  public R apply(SetResourceProperties request) {
    for (Object component : request.getInsertOrUpdateOrDelete()) {
      if (component instanceof InsertType insert) {
        byName(insert.getAny()).forEach((name, values) -> change(name, values, true));
      } else if (component instanceof UpdateType update) {
        byName(update.getAny()).forEach((name, values) -> change(name, values, false));
      } else if (component instanceof DeleteType delete) {
        change(delete.getResourceProperty(), List.of(), false);
      }
    }
    return resource;
  }

  private Map<QName, List<Object>> byName(List<Object> elements) {
    Map<QName, List<Object>> groups = new LinkedHashMap<>();
    for (Object element : elements) {
      QName name = codec.name(element).orElseThrow(() -> unknown("text"));
      groups.computeIfAbsent(name, key -> new ArrayList<>()).add(element);
    }
    return groups;
  }

  private void change(QName name, List<Object> elements, boolean keep) {
    Property<C, R, ?> property = properties.find(name).orElseThrow(() -> unknown(name.toString()));
    set(property, elements, keep);
  }

  private <T> void set(Property<C, R, T> property, List<Object> elements, boolean keep) {
    List<T> current = property.reader().read(caller, resource);
    try {
      resource = next(property, current, elements, keep);
    } catch (WsrfException e) {
      throw new RefusedChangeException(property.name(), current, elements, e);
    } catch (IllegalArgumentException e) {
      WsrfException invalid = new WsrfException(WsrfCause.INVALID_VALUE, e.getMessage(), e);
      throw new RefusedChangeException(property.name(), current, elements, invalid);
    }
  }

  private <T> R next(
      Property<C, R, T> property, List<T> current, List<Object> elements, boolean keep) {
    PropertyWriter<R, List<T>> writer =
        property.writer().orElseThrow(() -> readOnly(property.name()));
    List<T> values = new ArrayList<>(keep ? current : List.of());
    elements.forEach(element -> values.add(codec.value(element, property)));
    if (!property.cardinality().allows(values.size())) {
      throw new WsrfException(
          WsrfCause.INVALID_VALUE,
          property.name() + " has " + property.cardinality() + ", not " + values.size());
    }
    return writer.write(resource, values);
  }

  private WsrfException unknown(String what) {
    return new WsrfException(
        WsrfCause.INVALID_PROPERTY_NAME,
        what + " is no resource property here; GetResourcePropertyDocument shows those there are");
  }

  private WsrfException readOnly(QName name) {
    return new WsrfException(WsrfCause.PROPERTY_READ_ONLY, name + " can be read but not set");
  }
}
