package org.icecoat.factory.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.BootableImage;

/**
 * Where a VM is and from which image.
 *
 * @param epoch how often it was placed; 0 before the first time
 * @param node kept until nothing is left there: the node has proved it, or is gone for good
 * @param started whether the node was ever told to start this placement
 * @param avoided nodes that were tried and why each did not do
 * @param loss set while trust in the node is lost
 */
public record Placed(
    Optional<BootableImage> image,
    Optional<NodeName> node,
    long epoch,
    boolean started,
    List<Reason> avoided,
    Optional<TrustLoss> loss) {
  public Placed {
    avoided = List.copyOf(avoided);
  }

  public static Placed nowhere() {
    return new Placed(Optional.empty(), Optional.empty(), 0, false, List.of(), Optional.empty());
  }

  public Placed withImage(BootableImage chosen) {
    return new Placed(Optional.of(chosen), node, epoch, started, avoided, loss);
  }

  /** On a node, under the next epoch. */
  public Placed on(NodeName chosen) {
    return new Placed(image, Optional.of(chosen), epoch + 1, false, avoided, Optional.empty());
  }

  public Placed afterStart() {
    return new Placed(image, node, epoch, true, avoided, loss);
  }

  /** The node has nothing of it any more. */
  public Placed released() {
    return new Placed(image, Optional.empty(), epoch, false, avoided, Optional.empty());
  }

  public Placed avoiding(Reason reason) {
    List<Reason> more = new ArrayList<>(avoided);
    more.add(reason);
    return new Placed(image, node, epoch, started, more, loss);
  }

  /** Every node may be tried again. */
  public Placed unprejudiced() {
    return new Placed(image, node, epoch, started, List.of(), loss);
  }

  /** Trust in the node is lost, or back. */
  public Placed withLoss(Optional<TrustLoss> newLoss) {
    return new Placed(image, node, epoch, started, avoided, newLoss);
  }

  public Optional<Epoch> currentEpoch() {
    return epoch == 0 ? Optional.empty() : Optional.of(new Epoch(epoch));
  }
}
