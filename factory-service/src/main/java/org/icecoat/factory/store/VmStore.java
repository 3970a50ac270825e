package org.icecoat.factory.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** The rows of VMs. */
public final class VmStore {
  private static final int MOST_KNOWN = 1024;

  private final Jdbi jdbi;
  private final KnownVms known = new KnownVms(MOST_KNOWN);

  public VmStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The VM as its row is now; a row of a version that was read before is not read again. */
  public Optional<Vm> find(VmId id) {
    return jdbi.withHandle(handle -> known.get(id, version(handle, id)).or(() -> read(handle, id)));
  }

  private Optional<Vm> read(Handle handle, VmId id) {
    Optional<Vm> vm = find(handle, id);
    vm.ifPresent(known::add);
    return vm;
  }

  /** Asked with each call for a VM, and so by JDBC alone, at a third of the cost; -1 if none. */
  private static long version(Handle handle, VmId id) {
    try (PreparedStatement statement =
        handle.getConnection().prepareStatement("select version from vm where id = ?")) {
      statement.setObject(1, id.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException("The version of a VM cannot be read", e, null);
    }
  }

  static Optional<Vm> find(Handle handle, VmId id) {
    return handle
        .createQuery("select * from vm where id = :id")
        .bind("id", id.value())
        .map((row, context) -> VmRow.read(row))
        .findOne();
  }

  /**
   * Writes a change and its history if the row still has the version that the change was made from.
   *
   * @return the VM with its new version; empty if somebody else was first
   */
  public Optional<Vm> save(VmUpdate update) {
    return jdbi.inTransaction(handle -> save(handle, update));
  }

  /** The one place in which a VM's row is changed. */
  static Optional<Vm> save(Handle handle, VmUpdate update) {
    Vm vm = update.vm();
    Optional<NodeName> where = vm.node().or(() -> leftBy(handle, update));
    Map<String, Object> columns = VmRow.changing(vm);
    String set =
        columns.keySet().stream().map(c -> c + " = :" + c).collect(Collectors.joining(", "));
    Update statement =
        handle.createUpdate(
            "update vm set "
                + set
                + ", version = version + 1 where id = :id and version = :version");
    columns.forEach(statement::bind);
    int changed = statement.bind("id", vm.id().value()).bind("version", vm.version()).execute();
    if (changed == 0) {
      return Optional.empty();
    }
    Vm written = vm.atVersion(vm.version() + 1);
    VmHistoryStore.append(handle, written, where, update.history());
    return Optional.of(written);
  }

  /** The node that the VM leaves by what is told of it; empty if it was on none. */
  private static Optional<NodeName> leftBy(Handle handle, VmUpdate update) {
    return update.history().isEmpty()
        ? Optional.empty()
        : handle
            .createQuery("select node from vm where id = :id and node is not null")
            .bind("id", update.vm().id().value())
            .mapTo(String.class)
            .findOne()
            .map(NodeName::new);
  }

  static void insert(Handle handle, VmUpdate update) {
    Vm vm = update.vm();
    Map<String, Object> columns = VmRow.fixed(vm);
    columns.putAll(VmRow.changing(vm));
    columns.put("version", vm.version());
    String names = String.join(", ", columns.keySet());
    String values = columns.keySet().stream().map(c -> ":" + c).collect(Collectors.joining(", "));
    Update statement =
        handle.createUpdate("insert into vm (" + names + ") values (" + values + ")");
    columns.forEach(statement::bind);
    statement.execute();
    VmHistoryStore.append(handle, vm, vm.node(), update.history());
  }

  /** The VMs that a node has, or may still have, something of. */
  public List<Vm> on(NodeName node) {
    return jdbi.withHandle(
        handle ->
            read(
                handle
                    .createQuery("select * from vm where node = :node and state <> 'DESTROYED'")
                    .bind("node", node.value())));
  }

  /** The oldest VMs in a state, at most {@code most}. */
  public List<VmId> oldestIn(VmState state, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from vm where state = :s order by created_at limit :most")
                .bind("s", state.name())
                .bind("most", most)
                .map((row, context) -> new VmId(row.getObject("id", UUID.class)))
                .list());
  }

  /** Removes VMs that were destroyed before a moment, with all that belongs to them. */
  public int forgetDestroyedBefore(Instant moment) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("delete from vm where state = 'DESTROYED' and state_since < :moment")
                .bind("moment", Columns.time(moment))
                .execute());
  }

  static List<Vm> read(Query query) {
    return query.map((row, context) -> VmRow.read(row)).list();
  }
}
