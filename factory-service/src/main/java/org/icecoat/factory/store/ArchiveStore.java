package org.icecoat.factory.store;

import java.io.InputStream;
import java.util.Optional;
import org.icecoat.domain.application.FileContent;
import org.icecoat.domain.vm.VmId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The archives of applications; they are written when a request is accepted. */
public final class ArchiveStore {
  private final Jdbi jdbi;

  public ArchiveStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The archive's bytes, read piece by piece; no transaction stays open between two pieces. */
  public FileContent content(VmId id, long bytes) {
    return new FileContent() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public InputStream open() {
        return new PieceReader(ordinal -> piece(id, ordinal));
      }
    };
  }

  /**
   * Forgets the archive of a VM that will not be prepared again: a piece in each transaction, for
   * until one ends a database keeps what it has deleted, H2 in memory.
   */
  public void forget(VmId id) {
    int gone;
    do {
      gone = jdbi.withHandle(handle -> forgetPiece(handle, id));
    } while (gone > 0);
  }

  private static int forgetPiece(Handle handle, VmId id) {
    return handle.execute(
        "delete from archive_piece where vm_id = ? and ordinal ="
            + " (select max(ordinal) from archive_piece where vm_id = ?)",
        id.value(),
        id.value());
  }

  private Optional<byte[]> piece(VmId id, int ordinal) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select content from archive_piece where vm_id = :id and ordinal = :ordinal")
                .bind("id", id.value())
                .bind("ordinal", ordinal)
                .map((row, context) -> row.getBytes("content"))
                .findOne());
  }
}
