package org.icecoat.factory.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.jdbi.v3.core.Jdbi;

/** Compares the queue of work with the rows that it is about. */
public final class QueueStore {
  /** The name of the task of each VM. */
  public static final String DRIVE = "drive-vm";

  /** The name of the task of each node. */
  public static final String WATCH = "watch-node";

  /** The name of the task that looks for what has none. */
  public static final String SWEEP = "sweep";

  private final Jdbi jdbi;

  public QueueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives back what a factory of this name, which is not running, was doing when it ended. */
  public void releasePickedBy(String factory) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat ="
                    + " null, version = version + 1 where picked and picked_by = ?",
                factory));
  }

  /**
   * Makes all tasks due if one that comes again and again is due later than it ever can be, but for
   * a clock that was put back since.
   *
   * @param lastWatch when the next look at any node is due at the latest
   * @param lastSweep when the next sweep is due at the latest
   * @return whether that was so
   */
  public boolean bringForward(Instant now, Instant lastWatch, Instant lastSweep) {
    return jdbi.inTransaction(
        handle -> {
          boolean late =
              handle
                  .createQuery(
                      "select exists (select 1 from scheduled_tasks where not picked and"
                          + " (task_name = :watch and execution_time > :lastWatch or"
                          + " task_name = :sweep and execution_time > :lastSweep))")
                  .bind("watch", WATCH)
                  .bind("sweep", SWEEP)
                  .bind("lastWatch", Columns.time(lastWatch))
                  .bind("lastSweep", Columns.time(lastSweep))
                  .mapTo(Boolean.class)
                  .one();
          if (late) {
            handle
                .createUpdate(
                    "update scheduled_tasks set execution_time = :now, version = version + 1 where"
                        + " not picked and execution_time > :now")
                .bind("now", Columns.time(now))
                .execute();
          }
          return late;
        });
  }

  /** The version of a VM's row; -1 if there is none. */
  public long version(VmId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select version from vm where id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L));
  }

  /** VMs that are not destroyed and have no task. */
  public List<VmId> forgottenVms(int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from vm where state <> 'DESTROYED' and cast(id as varchar(36)) not"
                        + " in (select task_instance from scheduled_tasks where task_name = :task)"
                        + " limit :most")
                .bind("task", DRIVE)
                .bind("most", most)
                .map((row, context) -> new VmId(row.getObject("id", UUID.class)))
                .list());
  }

  /** Enrolled nodes that have no task. */
  public List<NodeName> forgottenNodes(int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select name from node where name not in (select task_instance from"
                        + " scheduled_tasks where task_name = :task) limit :most")
                .bind("task", WATCH)
                .bind("most", most)
                .map((row, context) -> new NodeName(row.getString("name")))
                .list());
  }
}
