package org.icecoat.testbed.command;

/**
 * What a program left.
 *
 * @param status its exit status
 * @param out its standard output as UTF-8, the first mebibyte of it
 * @param err its standard error, likewise
 */
public record Output(int status, String out, String err) {
  public boolean succeeded() {
    return status == 0;
  }

  /** The standard output without surrounding white space. */
  public String text() {
    return out.strip();
  }
}
