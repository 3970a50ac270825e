package org.icecoat.plugin.vm;

/** The steps of a preparation, in the order in which they are told. */
enum PrepareStep {
  SITE_POLICY(1, "site-policy"),
  FETCH_IMAGE(2, "fetch-image"),
  CREATE_DISK(3, "create-disk"),
  DEFINE_DOMAIN(4, "define-domain");

  private final int number;
  private final String word;

  PrepareStep(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** As clients see it. */
  String word() {
    return word;
  }

  /** Counted from 1. */
  int number() {
    return number;
  }
}
