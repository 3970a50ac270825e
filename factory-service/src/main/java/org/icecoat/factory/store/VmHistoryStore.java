package org.icecoat.factory.store;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The journal of each VM; it is only added to, together with the change that it tells. */
public final class VmHistoryStore {
  private static final int MOST_LINES = 1000;

  private final Jdbi jdbi;

  public VmHistoryStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The last thousand entries, oldest first. */
  public List<HistoryEntry> of(VmId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from (select * from vm_history where vm_id = :id order by vm_version"
                        + " desc, ordinal desc limit :most) h order by vm_version, ordinal")
                .bind("id", id.value())
                .bind("most", MOST_LINES)
                .map(
                    (row, context) ->
                        new HistoryEntry(
                            Columns.time(row, "happened_at"),
                            VmState.valueOf(row.getString("state")),
                            row.getString("event"),
                            Optional.ofNullable(row.getString("description"))))
                .list());
  }

  static void append(Handle handle, Vm vm, List<HistoryEntry> entries) {
    int ordinal = 0;
    for (HistoryEntry entry : entries) {
      handle
          .createUpdate(
              "insert into vm_history (vm_id, vm_version, ordinal, happened_at, state, event,"
                  + " description) values (:id, :version, :ordinal, :at, :state, :event, :text)")
          .bind("id", vm.id().value())
          .bind("version", vm.version())
          .bind("ordinal", ordinal++)
          .bind("at", Columns.time(entry.at()))
          .bind("state", entry.state().name())
          .bind("event", entry.event())
          .bind("text", entry.description().orElse(null))
          .execute();
    }
  }
}
