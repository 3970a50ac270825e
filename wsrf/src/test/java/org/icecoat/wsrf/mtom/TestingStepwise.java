package org.icecoat.wsrf.mtom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives at most so many bytes at a time. */
final class TestingStepwise extends FilterInputStream {
  private final int step;

  TestingStepwise(InputStream in, int step) {
    super(in);
    this.step = step;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return super.read(target, offset, Math.min(step, length));
  }
}
