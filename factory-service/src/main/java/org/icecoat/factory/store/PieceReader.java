package org.icecoat.factory.store;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads pieces one after the other, each when it is needed, until there is none. */
final class PieceReader extends InputStream {
  private final IntFunction<Optional<byte[]>> pieces;
  private byte[] piece = new byte[0];
  private int read;
  private int ordinal;
  private boolean ended;

  PieceReader(IntFunction<Optional<byte[]>> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : piece[read++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int part = Math.min(length, piece.length - read);
    System.arraycopy(piece, read, into, offset, part);
    read += part;
    return part;
  }

  private boolean isAtEnd() {
    while (!ended && read == piece.length) {
      Optional<byte[]> next = pieces.apply(ordinal++);
      ended = next.isEmpty();
      piece = next.orElse(piece);
      read = ended ? piece.length : 0;
    }
    return ended;
  }
}
