package org.icecoat.console.doctor;

/**
 * What came of one check.
 *
 * @param check its name
 * @param detail what was found
 * @param advice what to do; null where all is well
 */
record Finding(String check, Verdict verdict, String detail, String advice) {
  /** How bad it is. */
  enum Verdict {
    ok,
    warn,
    fail
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Verdict.ok, detail, null);
  }

  static Finding warn(String check, String detail, String advice) {
    return new Finding(check, Verdict.warn, detail, advice);
  }

  static Finding fail(String check, String detail, String advice) {
    return new Finding(check, Verdict.fail, detail, advice);
  }
}
