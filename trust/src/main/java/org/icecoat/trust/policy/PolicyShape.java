package org.icecoat.trust.policy;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is looked for in the YAML before anything is made of it: aliases, which would be read as the
 * text of their names; tags; and keys that exist nowhere in a policy.
 */
final class PolicyShape {
  private static final String FILES = "files";
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "maximal-age",
          "tpms",
          "classes",
          "makers",
          "minimal-firmware",
          "pcrs",
          "bank",
          "quoted",
          "pcr",
          "values",
          "by-log",
          "firmware",
          "type",
          "digests",
          "any",
          "optional",
          "late",
          "components",
          "ima",
          FILES,
          "excluded");

  private PolicyShape() {}

  /** What is wrong, with its line; empty if nothing is. */
  static String fault(YAMLParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      String line = "line %d: ".formatted(parser.currentLocation().getLineNr());
      if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
        return line + "anchors (&), aliases (*) and tags (!) are not read";
      }
      if (token == JsonToken.FIELD_NAME && !known(parser)) {
        return line
            + "unknown key '%s'; there are %s"
                .formatted(parser.currentName(), String.join(", ", new TreeSet<>(KEYS)));
      }
    }
    return "";
  }

  /** The keys of {@code files} are paths. */
  private static boolean known(YAMLParser parser) throws IOException {
    JsonStreamContext above = parser.getParsingContext().getParent();
    boolean path = above != null && FILES.equals(above.getCurrentName());
    return path || KEYS.contains(parser.currentName());
  }
}
