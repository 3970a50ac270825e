package org.icecoat.domain.application;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read several times. */
public interface FileContent {
  long bytes();

  /** A new stream from the first byte on; the caller closes it. */
  InputStream open() throws IOException;

  static FileContent of(byte[] content) {
    byte[] copy = content.clone();
    return new FileContent() {
      @Override
      public long bytes() {
        return copy.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(copy);
      }
    };
  }
}
