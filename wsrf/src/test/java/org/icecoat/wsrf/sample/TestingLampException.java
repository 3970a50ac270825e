package org.icecoat.wsrf.sample;

/** What a module throws for its own reasons. */
public final class TestingLampException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestingLampException(String part) {
    super(part);
  }
}
