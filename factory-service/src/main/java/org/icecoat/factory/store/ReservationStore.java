package org.icecoat.factory.store;

import java.util.Optional;
import java.util.function.Predicate;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.authorization.Quota;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Reserves room on nodes. The node's row is locked while what is taken is summed up from rows and
 * the VM's row is written, so that no two factories on one database can oversubscribe a node.
 */
public final class ReservationStore {
  private final Jdbi jdbi;

  public ReservationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What became of a reservation. */
  public sealed interface Reservation {
    record Made(Vm vm) implements Reservation {}

    /** The node has not enough room, or takes no VMs any more, or not this one. */
    record NoRoom() implements Reservation {}

    /** Somebody else changed the VM's row first. */
    record Lost() implements Reservation {}
  }

  /**
   * Writes an update that places the VM on a node, if that takes VMs and has room.
   *
   * @param admitted what else the node has to be, judged by its row as it is under the lock
   */
  public Reservation place(VmUpdate update, Predicate<EnrolledNode> admitted) {
    NodeName name = update.vm().node().orElseThrow();
    return jdbi.inTransaction(
        handle -> {
          Optional<EnrolledNode> node = NodeStore.lock(handle, name);
          boolean ready =
              node.filter(n -> n.state() == NodeState.READY).filter(admitted).isPresent();
          return ready ? saveIfRoom(handle, node.get(), update) : new Reservation.NoRoom();
        });
  }

  /** Writes an update that changes the size of a VM, if its node and its owner's quota allow it. */
  public Reservation resize(VmUpdate update, Quota quota) {
    Vm vm = update.vm();
    return jdbi.inTransaction(
        handle -> {
          OwnerLock.take(handle, vm.origin().owner().dn());
          OwnerLock.check(
              quota, Usage.by(handle, vm.origin().owner().dn(), Optional.of(vm.id())), vm.demand());
          if (vm.node().isEmpty()) {
            return saved(handle, update);
          }
          Optional<EnrolledNode> node = NodeStore.lock(handle, vm.node().get());
          return node.isPresent()
              ? saveIfRoom(handle, node.get(), update)
              : new Reservation.NoRoom();
        });
  }

  private static Reservation saveIfRoom(Handle handle, EnrolledNode node, VmUpdate update) {
    Vm vm = update.vm();
    Capacity taken = Usage.on(handle, node.name(), Optional.of(vm.id())).taken();
    Capacity left = NodeStore.capacity(node).minus(taken).minus(vm.demand());
    boolean fits = left.cpus() >= 0 && left.memoryMiB() >= 0 && left.diskMiB() >= 0;
    return fits ? saved(handle, update) : new Reservation.NoRoom();
  }

  private static Reservation saved(Handle handle, VmUpdate update) {
    Optional<Vm> written = VmStore.save(handle, update);
    return written.<Reservation>map(Reservation.Made::new).orElseGet(Reservation.Lost::new);
  }
}
