package org.icecoat.factory.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.Run;
import org.icecoat.factory.request.ApplicationTerms;
import org.icecoat.factory.store.RunStore;
import org.icecoat.factory.vm.Vm;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.ReceiptFinding;
import org.icecoat.trust.structure.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what receipts need, while it can be known. Each call may be repeated. */
public final class RunJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

  private final RunStore runs;
  private final NodeClient nodes;
  private final Notary notary;

  public RunJournal(RunStore runs, NodeClient nodes, Notary notary) {
    this.runs = runs;
    this.nodes = nodes;
    this.notary = notary;
  }

  /** The node is about to be told to start the VM. */
  public void begin(Vm vm, NodeAddress node, Instant now, Optional<Run.Trust> trust) {
    ImageId image = vm.placed().image().orElseThrow().disk().id();
    runs.begin(vm.incarnation().orElseThrow(), Run.on(node, image, now, trust));
  }

  /**
   * The node has said that nothing of the VM is left: its part of the receipt is fetched, if the VM
   * was ever to start there.
   *
   * @throws FactoryException why the node does not give it
   */
  public void fetchLast(Vm vm, NodeAddress node) {
    Incarnation incarnation = vm.incarnation().orElseThrow();
    Optional<RunStore.Kept> kept = runs.find(incarnation);
    if (kept.filter(run -> run.ended().isEmpty()).isPresent()) {
      fetch(vm, kept.get(), node);
    }
  }

  /** Nothing is left of it, and no more will be known. */
  public void end(Vm vm, Instant now) {
    runs.end(vm.incarnation().orElseThrow(), now);
  }

  /**
   * Fetches what the node signs now, and keeps it if it is right.
   *
   * @return why it is not
   * @throws FactoryException why the node does not give it
   */
  public Optional<String> fetch(Vm vm, RunStore.Kept run, NodeAddress node) {
    Octets part = nodes.receipt(node, run.incarnation());
    List<ReceiptFinding> wrong =
        notary.judge(part, run.run().nodeHost(), deployment(vm, run.incarnation()));
    if (wrong.isEmpty()) {
      runs.keep(run.incarnation(), part);
      return Optional.empty();
    }
    LOG.warn("The receipt of {} by {} is refused: {}", vm.id().handle(), node.name(), wrong);
    return Optional.of("What the node gave is refused: " + wrong.get(0).plain());
  }

  /** What a receipt of the VM in a placement is about. */
  public static Deployment deployment(Vm vm, Incarnation incarnation) {
    Optional<Sha256> application =
        vm.origin().request().application().map(ApplicationTerms::digest);
    return new Deployment(vm.id(), incarnation.epoch(), vm.origin().owner().dn(), application);
  }
}
