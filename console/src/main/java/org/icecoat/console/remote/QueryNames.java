package org.icecoat.console.remote;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names with the prefixes {@code vm}, {@code t} and {@code wsrf-rl} in an XPath expression. Stubs
 * cannot bind prefixes in a message, so that each such name becomes a test of local name and
 * namespace, which means the same (XPath 1.0, 2.3).
 */
final class QueryNames {
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "vm", "http://icecoat.org/2026/11/vm",
          "t", "http://icecoat.org/2026/11/types",
          "wsrf-rl", "http://docs.oasis-open.org/wsrf/rl-2");

  /** A literal, which stays; or such a name, perhaps behind an axis, but no function's. */
  private static final Pattern PART =
      Pattern.compile(
          "\"[^\"]*\"|'[^']*'|(?<![\\w.$-])(?<!(?<!:):)(vm|t|wsrf-rl):([A-Za-z_][\\w.-]*|\\*)(?!\\s*\\()");

  private QueryNames() {}

  static String expanded(String expression) {
    return PART.matcher(expression).replaceAll(QueryNames::part);
  }

  private static String part(MatchResult found) {
    return Matcher.quoteReplacement(found.group(1) == null ? found.group() : test(found));
  }

  private static String test(MatchResult found) {
    String space = "namespace-uri()='" + NAMESPACES.get(found.group(1)) + "'";
    return found.group(2).equals("*")
        ? "*[" + space + "]"
        : "*[local-name()='" + found.group(2) + "' and " + space + "]";
  }
}
