package org.icecoat.factory.store;

import java.io.OutputStream;
import java.util.Arrays;
import org.icecoat.domain.vm.VmId;
import org.jdbi.v3.core.Handle;

/** Cuts a stream into pieces of 1 MiB and writes each as a row. */
final class PieceWriter extends OutputStream {
  static final int PIECE = 1 << 20;

  private final Handle handle;
  private final VmId id;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private int ordinal;

  PieceWriter(Handle handle, VmId id) {
    this.handle = handle;
    this.id = id;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, PIECE - filled);
      System.arraycopy(from, offset + done, piece, filled, part);
      filled += part;
      done += part;
      if (filled == PIECE) {
        writeRow();
      }
    }
  }

  @Override
  public void close() {
    if (filled > 0) {
      writeRow();
    }
  }

  private void writeRow() {
    handle.execute(
        "insert into archive_piece (vm_id, ordinal, content) values (?, ?, ?)",
        id.value(),
        ordinal++,
        Arrays.copyOf(piece, filled));
    filled = 0;
  }
}
