package org.icecoat.factory.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Removes nodes that never come back, and remembers the placements that were on them. */
public final class LostNodeStore {
  private final Jdbi jdbi;

  public LostNodeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What became of a removal. */
  public sealed interface Removal {
    /** The node and its VMs' placements are gone; these are the VMs as they are now. */
    record Removed(List<Vm> vms) implements Removal {}

    /** The node counts as one that answers: nothing is done. */
    record Reachable() implements Removal {}

    /** No such node is enrolled. */
    record Unknown() implements Removal {}
  }

  /**
   * That a placement was on a node which was removed as lost.
   *
   * @param why for people
   */
  public record Loss(NodeName node, Instant at, String why) {}

  /**
   * Removes a node that does not answer, with what is known of VMs on it, at once or not at all.
   *
   * @param gone what becomes of each VM that is, or may be, on it
   */
  public Removal remove(Loss loss, Function<Vm, VmUpdate> gone) {
    return jdbi.inTransaction(
        handle -> {
          Optional<EnrolledNode> node = NodeStore.lock(handle, loss.node());
          if (node.isEmpty()) {
            return new Removal.Unknown();
          }
          if (node.get().reachable()) {
            return new Removal.Reachable();
          }
          List<Vm> left =
              locked(handle, loss.node()).stream()
                  .map(vm -> leave(handle, vm, loss, gone))
                  .toList();
          NodeStore.delete(handle, loss.node());
          return new Removal.Removed(left);
        });
  }

  private static List<Vm> locked(Handle handle, NodeName name) {
    return VmStore.read(
        handle
            .createQuery(
                "select * from vm where node = :node and state <> 'DESTROYED' order by id for update")
            .bind("node", name.value()));
  }

  private static Vm leave(Handle handle, Vm vm, Loss loss, Function<Vm, VmUpdate> gone) {
    vm.incarnation().ifPresent(placement -> remember(handle, placement, loss));
    return VmStore.save(handle, gone.apply(vm)).orElseThrow();
  }

  private static void remember(Handle handle, Incarnation placement, Loss loss) {
    handle.execute(
        "insert into lost_placement (vm_id, epoch, node, lost_at, why) values (?, ?, ?, ?, ?)",
        placement.vm().value(),
        placement.epoch().value(),
        loss.node().value(),
        Columns.time(loss.at()),
        loss.why());
  }

  /** How a placement was lost; empty if it was not, or its VM is forgotten. */
  public Optional<Loss> find(Incarnation placement) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from lost_placement where vm_id = :vm and epoch = :epoch")
                .bind("vm", placement.vm().value())
                .bind("epoch", placement.epoch().value())
                .map(
                    (row, context) ->
                        new Loss(
                            new NodeName(row.getString("node")),
                            Columns.time(row, "lost_at"),
                            row.getString("why")))
                .findOne());
  }
}
