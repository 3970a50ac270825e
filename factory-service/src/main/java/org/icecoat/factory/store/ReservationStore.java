package org.icecoat.factory.store;

import java.util.Optional;
import java.util.function.Predicate;
import org.icecoat.domain.identity.Dn;
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
          return ready && hasRoom(handle, node.get(), update.vm().demand())
              ? saved(handle, update)
              : new Reservation.NoRoom();
        });
  }

  /**
   * Writes an update of a VM that may take more by it, if its node and its owner's quota allow what
   * grows.
   */
  public Reservation resize(Vm before, VmUpdate update, Quota quota) {
    Capacity more = update.vm().demand().minus(before.demand());
    return jdbi.inTransaction(
        handle ->
            fits(more, Capacity.NONE)
                ? saved(handle, update)
                : grown(handle, before, update, quota));
  }

  private static Reservation grown(Handle handle, Vm before, VmUpdate update, Quota quota) {
    Dn owner = before.origin().owner().dn();
    OwnerLock.take(handle, owner);
    Optional<EnrolledNode> node = before.node().flatMap(name -> NodeStore.lock(handle, name));
    if (VmStore.find(handle, before.id())
        .filter(now -> now.version() == before.version())
        .isEmpty()) {
      return new Reservation.Lost();
    }
    Capacity more = update.vm().demand().minus(before.demand());
    quota.checkGrowth(Usage.by(handle, owner).taken(), more);
    boolean room = node.map(each -> hasRoom(handle, each, more)).orElse(before.node().isEmpty());
    return room ? saved(handle, update) : new Reservation.NoRoom();
  }

  private static boolean hasRoom(Handle handle, EnrolledNode node, Capacity more) {
    return fits(more, NodeStore.capacity(node).minus(Usage.on(handle, node.name()).taken()));
  }

  /** What is not taken needs no room. */
  private static boolean fits(Capacity more, Capacity left) {
    return (more.cpus() <= 0 || more.cpus() <= left.cpus())
        && (more.memoryMiB() <= 0 || more.memoryMiB() <= left.memoryMiB())
        && (more.diskMiB() <= 0 || more.diskMiB() <= left.diskMiB());
  }

  private static Reservation saved(Handle handle, VmUpdate update) {
    Optional<Vm> written = VmStore.save(handle, update);
    return written.<Reservation>map(Reservation.Made::new).orElseGet(Reservation.Lost::new);
  }
}
