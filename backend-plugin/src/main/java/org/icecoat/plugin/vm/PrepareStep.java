package org.icecoat.plugin.vm;

/** The steps of a preparation, in the order in which they are told. */
enum PrepareStep {
  SITE_POLICY("site-policy"),
  FETCH_IMAGE("fetch-image"),
  CREATE_DISK("create-disk"),
  DEFINE_DOMAIN("define-domain");

  private final String word;

  PrepareStep(String word) {
    this.word = word;
  }

  /** As clients see it. */
  String word() {
    return word;
  }

  int number() {
    return ordinal() + 1;
  }
}
