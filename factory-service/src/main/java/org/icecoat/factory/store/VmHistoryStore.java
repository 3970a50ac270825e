package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
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
                .map((row, context) -> entry(row))
                .list());
  }

  /**
   * Which entries to look for; what is empty does not count.
   *
   * @param since the first moment
   * @param until the moment after the last
   * @param before only entries with a lower number
   * @param most so many at most
   */
  public record Search(
      Optional<VmId> vm,
      Optional<Dn> owner,
      Optional<NodeName> node,
      Optional<String> event,
      Optional<Instant> since,
      Optional<Instant> until,
      OptionalLong before,
      int most) {
    /** Of everything the newest. */
    public static Search newest(int most) {
      return new Search(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          most);
    }

    public Search atMost(int other) {
      return new Search(vm, owner, node, event, since, until, before, other);
    }
  }

  /**
   * An entry of some VM's history.
   *
   * @param number grows with each entry of all VMs
   * @param node where the VM was, or what it left
   */
  public record Line(long number, VmId vm, Dn owner, Optional<NodeName> node, HistoryEntry entry) {}

  /** Entries of all VMs, the newest first. */
  public List<Line> search(Search search) {
    Map<String, Object> values = new LinkedHashMap<>();
    StringBuilder sql =
        new StringBuilder(
            "select h.*, v.owner from vm_history h join vm v on v.id = h.vm_id where 1 = 1");
    BiConsumer<String, Object> only =
        (condition, value) -> {
          String name = "value" + values.size();
          values.put(name, value);
          sql.append(" and ").append(condition).append(" :").append(name);
        };
    search.vm().ifPresent(vm -> only.accept("h.vm_id =", vm.value()));
    search.owner().ifPresent(owner -> only.accept("v.owner_key =", Columns.ownerKey(owner)));
    search.node().ifPresent(node -> only.accept("h.node =", node.value()));
    search.event().ifPresent(event -> only.accept("h.event =", event));
    search.since().ifPresent(since -> only.accept("h.happened_at >=", Columns.time(since)));
    search.until().ifPresent(until -> only.accept("h.happened_at <", Columns.time(until)));
    search.before().ifPresent(before -> only.accept("h.number <", before));
    sql.append(" order by h.number desc limit :most");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql.toString())
                .bindMap(values)
                .bind("most", search.most())
                .map((row, context) -> line(row))
                .list());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("number"),
        new VmId(row.getObject("vm_id", UUID.class)),
        Dn.parse(row.getString("owner")),
        Optional.ofNullable(row.getString("node")).map(NodeName::new),
        entry(row));
  }

  private static HistoryEntry entry(ResultSet row) throws SQLException {
    return new HistoryEntry(
        Columns.time(row, "happened_at"),
        VmState.valueOf(row.getString("state")),
        row.getString("event"),
        Optional.ofNullable(row.getString("description")));
  }

  static void append(Handle handle, Vm vm, Optional<NodeName> node, List<HistoryEntry> entries) {
    int ordinal = 0;
    for (HistoryEntry entry : entries) {
      handle
          .createUpdate(
              "insert into vm_history (vm_id, vm_version, ordinal, happened_at, state, event,"
                  + " description, node) values (:id, :version, :ordinal, :at, :state, :event,"
                  + " :text, :node)")
          .bind("id", vm.id().value())
          .bind("version", vm.version())
          .bind("ordinal", ordinal++)
          .bind("at", Columns.time(entry.at()))
          .bind("state", entry.state().name())
          .bind("event", entry.event())
          .bind("text", entry.description().orElse(null))
          .bind("node", node.map(NodeName::value).orElse(null))
          .execute();
    }
  }
}
