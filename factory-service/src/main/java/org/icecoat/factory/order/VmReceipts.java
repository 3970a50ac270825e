package org.icecoat.factory.order;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.Run;
import org.icecoat.factory.receipt.Notary;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.RunStore;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.FactoryPart.NodeShare;
import org.icecoat.trust.structure.Octets;

/** Gives receipts to those who may see the VM. */
public final class VmReceipts {
  private static final int LONGEST_WHY = 900;
  private static final int MOST_IN_A_MINUTE = 12;

  private final VmFinder finder;
  private final Rows rows;
  private final RunJournal journal;
  private final Notary notary;
  private final InstantSource clock;
  private final QuestionLimit limit;

  /** Where it is written what ran where, and what became of the nodes. */
  public record Rows(RunStore runs, NodeStore nodes, LostNodeStore lost) {}

  public VmReceipts(
      VmFinder finder, Rows rows, RunJournal journal, Notary notary, InstantSource clock) {
    this.finder = finder;
    this.rows = rows;
    this.journal = journal;
    this.notary = notary;
    this.clock = clock;
    this.limit = new QuestionLimit(clock, MOST_IN_A_MINUTE);
  }

  /**
   * Signs what is known; of a VM that is not gone, its node is asked once more.
   *
   * @param placement empty for the last one in which the VM was to start
   * @throws FactoryException VM_UNKNOWN, WRONG_STATE if it was never told to start, BUSY
   */
  public Octets issue(Caller caller, VmId id, Optional<Epoch> placement) {
    Vm vm = finder.find(caller, id);
    RunStore.Kept run =
        rows.runs()
            .find(id, placement)
            .orElseThrow(
                () ->
                    new FactoryException(
                        FactoryFault.WRONG_STATE,
                        "No node was told to start the VM in that placement, so there is nothing"
                            + " to give a receipt for.",
                        new FaultDetail.State(vm.state())));
    return limit.asking(run.run().node(), id, () -> signed(vm, run));
  }

  private Octets signed(Vm vm, RunStore.Kept run) {
    Optional<LostNodeStore.Loss> loss = rows.lost().find(run.incarnation());
    NodeShare share = share(vm, run, loss);
    Instant now = Moments.micros(clock);
    return notary.sign(
        new FactoryPart(
            RunJournal.deployment(vm, run.incarnation()),
            run.run().nodeHost(),
            run.run().image(),
            new FactoryPart.Times(
                vm.origin().createdAt(), run.run().ordered(), ended(vm, run, loss), now),
            run.run().trust().map(Run.Trust::stated),
            share));
  }

  /**
   * That nothing is left may have been seen by a look at the node, too. Of a node that was removed
   * as lost nobody has seen it.
   */
  private static Optional<Instant> ended(
      Vm vm, RunStore.Kept run, Optional<LostNodeStore.Loss> loss) {
    Instant since = vm.life().since();
    Instant ordered = run.run().ordered();
    return run.ended()
        .or(
            () ->
                vm.state().isTerminal() && loss.isEmpty()
                    ? Optional.of(since.isBefore(ordered) ? ordered : since)
                    : Optional.empty());
  }

  private NodeShare share(Vm vm, RunStore.Kept run, Optional<LostNodeStore.Loss> loss) {
    boolean whole = run.ended().isPresent() && run.part().isPresent();
    Optional<String> why =
        whole ? Optional.empty() : loss.map(VmReceipts::told).or(() -> ask(vm, run));
    return rows.runs()
        .find(run.incarnation())
        .flatMap(RunStore.Kept::part)
        .map(NodeShare::of)
        .orElseGet(
            () -> NodeShare.missing(why.orElse("The node has not given its part of the receipt.")));
  }

  private static String told(LostNodeStore.Loss loss) {
    return shortened("The end is unknown: the node was removed as lost. " + loss.why());
  }

  private static String shortened(String why) {
    return why.substring(0, Math.min(why.length(), LONGEST_WHY));
  }

  /** Why the node's part is not of now; what it gave before counts on. */
  private Optional<String> ask(Vm vm, RunStore.Kept run) {
    Optional<EnrolledNode> node = rows.nodes().find(run.run().node());
    if (node.isEmpty()) {
      return Optional.of("The node is not enrolled any more.");
    }
    try {
      return journal.fetch(vm, run, node.get().address());
    } catch (FactoryException e) {
      return Optional.of(shortened(e.getMessage()));
    }
  }
}
