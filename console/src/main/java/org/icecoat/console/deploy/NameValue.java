package org.icecoat.console.deploy;

/** A name and its value, written {@code NAME=VALUE}. */
record NameValue(String name, String value) {
  /**
   * @throws IllegalArgumentException if there is no name or no equals sign
   */
  static NameValue parse(String text) {
    int split = text.indexOf('=');
    if (split < 1) {
      throw new IllegalArgumentException("'" + text + "' is not written as NAME=VALUE");
    }
    return new NameValue(text.substring(0, split), text.substring(split + 1));
  }
}
