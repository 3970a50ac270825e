package org.icecoat.wire;

import com.sun.xml.xsom.XSFacet;
import com.sun.xml.xsom.XSListSimpleType;
import com.sun.xml.xsom.XSRestrictionSimpleType;
import com.sun.xml.xsom.XSSimpleType;
import com.sun.xml.xsom.XSUnionSimpleType;
import com.sun.xml.xsom.XmlString;
import com.sun.xml.xsom.visitor.XSSimpleTypeFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Simple types: {@code restricts T pattern=... }, {@code list T}, {@code union T T}. */
final class SimpleTypes implements XSSimpleTypeFunction<String> {
  String use(XSSimpleType type) {
    return type.isLocal() ? "{" + body(type) + "}" : ContentModel.name(type);
  }

  String body(XSSimpleType type) {
    return type.apply(this);
  }

  @Override
  public String restrictionSimpleType(XSRestrictionSimpleType type) {
    return "restricts "
        + use(type.getSimpleBaseType())
        + type.getDeclaredFacets().stream()
            .map(SimpleTypes::facet)
            .sorted()
            .collect(Collectors.joining());
  }

  private static String facet(XSFacet facet) {
    return " " + facet.getName() + "=" + value(facet);
  }

  /** A value that is a QName counts by its namespace, not by its prefix. */
  private static String value(XSFacet facet) {
    XmlString value = facet.getValue();
    int colon = value.value.indexOf(':');
    if (!facet.getName().equals(XSFacet.FACET_ENUMERATION) || colon < 0) {
      return value.value;
    }
    String namespace = value.resolvePrefix(value.value.substring(0, colon));
    return namespace == null
        ? value.value
        : Names.brief(namespace, value.value.substring(colon + 1));
  }

  @Override
  public String listSimpleType(XSListSimpleType type) {
    return "list " + use(type.getItemType());
  }

  @Override
  public String unionSimpleType(XSUnionSimpleType type) {
    return StreamSupport.stream(type.spliterator(), false)
        .map(this::use)
        .collect(Collectors.joining(" ", "union ", ""));
  }
}
