package org.icecoat.plugin.guest;

/** One of an application's two outputs. */
public enum OutputStreamName {
  STANDARD_OUTPUT("out"),
  STANDARD_ERROR("err");

  private final String word;

  OutputStreamName(String word) {
    this.word = word;
  }

  /** In the protocol and as the file's name. */
  String word() {
    return word;
  }
}
