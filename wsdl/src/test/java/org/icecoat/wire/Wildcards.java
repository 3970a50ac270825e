package org.icecoat.wire;

import com.sun.xml.xsom.XSWildcard;
import com.sun.xml.xsom.visitor.XSWildcardFunction;
import java.util.Map;
import java.util.TreeSet;

/** Whose elements or attributes a wildcard takes, and whether it looks at them. */
final class Wildcards implements XSWildcardFunction<String> {
  private static final Map<Integer, String> MODES =
      Map.of(XSWildcard.LAX, "lax", XSWildcard.STRTICT, "strict", XSWildcard.SKIP, "skip");

  private Wildcards() {}

  static String notation(XSWildcard wildcard) {
    return "any(" + wildcard.apply(new Wildcards()) + " " + MODES.get(wildcard.getMode()) + ")";
  }

  @Override
  public String any(XSWildcard.Any any) {
    return "##any";
  }

  @Override
  public String other(XSWildcard.Other other) {
    return "##other";
  }

  @Override
  public String union(XSWildcard.Union union) {
    return String.join(" ", new TreeSet<>(union.getNamespaces()));
  }
}
