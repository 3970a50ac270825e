package org.icecoat.wsrf.resource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.WsrfException;
import org.icecoat.wsrf.property.ElementCodec;
import org.icecoat.wsrf.property.Property;
import org.icecoat.wsrf.property.PropertyDocuments;
import org.icecoat.wsrf.property.PropertySet;
import org.w3c.dom.Element;

/** WS-ResourceProperties 1.2, sections 5 to 7: one property, several, all. */
final class Reading<C, R> {
  private final PropertySet<C, R> properties;
  private final PropertyDocuments<C, R> documents;
  private final CurrentResource<C, R> current;
  private final Calls<C> calls;
  private final WsrfFaults faults;

  Reading(
      ResourceKind<C, R> kind, CurrentResource<C, R> current, Calls<C> calls, WsrfFaults faults) {
    this.properties = kind.properties();
    this.documents = new PropertyDocuments<>(properties, new ElementCodec(kind.jaxb()));
    this.current = current;
    this.calls = calls;
    this.faults = faults;
  }

  GetResourcePropertyResponse one(QName name)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    R resource = current.get();
    Property<C, R, ?> property = named(name);
    GetResourcePropertyResponse response = new GetResourcePropertyResponse();
    add(property, resource, response.getAny());
    return response;
  }

  /**
   * Each property once, however often it is named, in the order in which they are named first. WS-
   * ResourceProperties 1.2 has a fault for a name that is no property, and none for one that comes
   * again: its schema lets names be repeated, and says of the answer only that it holds elements.
   * So one request reads no more than the property document has.
   */
  GetMultipleResourcePropertiesResponse several(GetMultipleResourceProperties request)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    R resource = current.get();
    GetMultipleResourcePropertiesResponse response = new GetMultipleResourcePropertiesResponse();
    for (Property<C, R, ?> property : named(request.getResourceProperty())) {
      add(property, resource, response.getAny());
    }
    return response;
  }

  Element document() throws ResourceUnknownFault, ResourceUnavailableFault {
    R resource = current.get();
    try {
      return documents.of(calls.caller(), resource);
    } catch (WsrfException e) {
      throw faults.onAccess(e);
    }
  }

  private Property<C, R, ?> named(QName name) throws InvalidResourcePropertyQNameFault {
    return properties.find(name).orElseThrow(() -> faults.noProperty(name));
  }

  private Set<Property<C, R, ?>> named(List<QName> names) throws InvalidResourcePropertyQNameFault {
    Set<Property<C, R, ?>> found = new LinkedHashSet<>();
    for (QName name : names) {
      found.add(named(name));
    }
    return found;
  }

  private <T> void add(Property<C, R, T> property, R resource, List<Object> elements)
      throws ResourceUnknownFault, ResourceUnavailableFault {
    try {
      for (T value : property.reader().read(calls.caller(), resource)) {
        elements.add(ElementCodec.element(property.name(), value));
      }
    } catch (WsrfException e) {
      throw faults.onAccess(e);
    }
  }
}
