package org.icecoat.testbed.docs;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the administrator's guide has its reader add to a unit. */
final class DropIn {
  private static final Document GUIDE = Document.of("docs/administrators-guide.md");

  private DropIn() {}

  /** As {@code systemctl edit} would keep it; empty if the guide leaves that unit as it is. */
  static Optional<String> of(String service) {
    return Pattern.compile("(?m)^ +# systemctl edit icecoat-" + service + "\\n((?: +\\S.*\\n)+)")
        .matcher(GUIDE.text())
        .results()
        .map(found -> found.group(1).lines().map(String::strip))
        .map(lines -> lines.collect(Collectors.joining("\n", "", "\n")))
        .findFirst();
  }
}
