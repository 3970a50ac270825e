package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.Run;
import org.icecoat.trust.structure.Octets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The rows of what receipts will say: one a placement in which a VM was to start. */
public final class RunStore {
  private final Jdbi jdbi;

  public RunStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A row.
   *
   * @param ended when nothing was left of it
   * @param part what the node signed last
   */
  public record Kept(
      Incarnation incarnation, Run run, Optional<Instant> ended, Optional<Octets> part) {}

  /** Writes a run down; of one that is there, only what is thought of its node is changed. */
  public void begin(Incarnation vm, Run run) {
    jdbi.useTransaction(
        handle -> {
          Optional<Run> before = find(handle, vm).map(Kept::run);
          Run now = before.map(first -> first.startedAgain(run)).orElse(run);
          String sql =
              before.isPresent()
                  ? "update vm_run set run = ?, evidence = ? where vm_id = ? and epoch = ?"
                  : "insert into vm_run (run, evidence, vm_id, epoch) values (?, ?, ?, ?)";
          handle.execute(
              sql,
              RowJson.write(now),
              Columns.digest(now.trust().flatMap(Run.Trust::evidence)),
              vm.vm().value(),
              vm.epoch().value());
        });
  }

  public void keep(Incarnation vm, Octets part) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update vm_run set part = ? where vm_id = ? and epoch = ?",
                part.bytes(),
                vm.vm().value(),
                vm.epoch().value()));
  }

  /** Notes the end, the first time that it is told; never before the beginning. */
  public void end(Incarnation vm, Instant now) {
    jdbi.useTransaction(
        handle ->
            find(handle, vm)
                .filter(kept -> kept.ended().isEmpty())
                .ifPresent(
                    kept -> {
                      Instant begun = kept.run().ordered();
                      handle.execute(
                          "update vm_run set ended = ? where vm_id = ? and epoch = ?",
                          Columns.time(now.isBefore(begun) ? begun : now),
                          vm.vm().value(),
                          vm.epoch().value());
                    }));
  }

  public Optional<Kept> find(Incarnation vm) {
    return jdbi.withHandle(handle -> find(handle, vm));
  }

  /** The run in that placement; the last one if none is named. */
  public Optional<Kept> find(VmId vm, Optional<Epoch> placement) {
    return placement.isPresent()
        ? find(new Incarnation(vm, placement.get()))
        : jdbi.withHandle(
            handle ->
                read(
                    handle
                        .createQuery(
                            "select * from vm_run where vm_id = :vm order by epoch desc limit 1")
                        .bind("vm", vm.value())));
  }

  private static Optional<Kept> find(Handle handle, Incarnation vm) {
    return read(
        handle
            .createQuery("select * from vm_run where vm_id = :vm and epoch = :epoch")
            .bind("vm", vm.vm().value())
            .bind("epoch", vm.epoch().value()));
  }

  private static Optional<Kept> read(Query query) {
    return query.map((row, context) -> kept(row)).findOne();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new Incarnation(
            new VmId(row.getObject("vm_id", UUID.class)), new Epoch(row.getLong("epoch"))),
        RowJson.read(row.getString("run"), Run.class),
        Columns.optionalTime(row, "ended"),
        Optional.ofNullable(row.getBytes("part")).map(Octets::of));
  }
}
