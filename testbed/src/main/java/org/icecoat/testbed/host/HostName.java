package org.icecoat.testbed.host;

import java.util.Set;
import java.util.regex.Pattern;

/** What a node may be called: the name becomes a host name, a folder and a control group. */
final class HostName {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  private HostName() {}

  static void check(String name, Set<String> taken) {
    if (!FORM.matcher(name).matches() || taken.contains(name)) {
      throw new IllegalArgumentException(
          "A node's name has up to 31 lower-case letters, digits and hyphens and is none of "
              + taken);
    }
  }
}
