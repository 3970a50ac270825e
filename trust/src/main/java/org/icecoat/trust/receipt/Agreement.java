package org.icecoat.trust.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.icecoat.trust.receipt.ReceiptFinding.Party;

/** Compares what a node states with what its factory states or expects. */
final class Agreement {
  /** Clocks may differ by so much. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<ReceiptFinding> found;

  Agreement(List<ReceiptFinding> found) {
    this.found = found;
  }

  /** That it is the part that was asked for, of that node. */
  void expect(SignedPart<NodePart> signed, NodeHost node, Deployment deployment) {
    NodePart part = signed.part();
    same(ReceiptDoubt.OTHER_NODE, part.node(), node.name());
    same(ReceiptDoubt.OTHER_CERTIFICATE, signed.signer(), node.certificate());
    Deployment stated = part.deployment();
    same(ReceiptDoubt.OTHER_VM, stated.vm(), deployment.vm());
    same(ReceiptDoubt.OTHER_PLACEMENT, stated.epoch(), deployment.epoch());
    same(ReceiptDoubt.OTHER_OWNER, stated.owner(), deployment.owner());
    same(
        ReceiptDoubt.OTHER_APPLICATION,
        stated.application().map(Objects::toString).orElse("none"),
        deployment.application().map(Objects::toString).orElse("none"));
  }

  /** That both parts of one receipt fit. */
  void compare(FactoryPart factory, NodePart node) {
    same(ReceiptDoubt.OTHER_IMAGE, node.images().disk().id(), factory.image());
    FactoryPart.Times times = factory.times();
    node.time().from().ifPresent(from -> inOrder("ordered", times.ordered(), "ran from", from));
    times
        .ended()
        .ifPresent(
            end ->
                node.time()
                    .lastSeen()
                    .ifPresent(last -> inOrder("last seen to run", last, "ended", end)));
    inOrder("stated by the node", node.stated(), "issued", times.issued());
  }

  private void inOrder(String earlier, Instant one, String later, Instant other) {
    if (one.isAfter(other.plus(TOLERANCE))) {
      String both = "%s %s, %s %s".formatted(earlier, one, later, other);
      found.add(new ReceiptFinding(Party.NODE, ReceiptDoubt.TIMES_CONTRADICT, both));
    }
  }

  private void same(ReceiptDoubt otherwise, Object stated, Object expected) {
    if (!stated.equals(expected)) {
      String both = "%s instead of %s".formatted(stated, expected);
      found.add(new ReceiptFinding(Party.NODE, otherwise, both));
    }
  }
}
