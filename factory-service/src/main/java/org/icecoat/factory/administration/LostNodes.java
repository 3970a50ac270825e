package org.icecoat.factory.administration;

import java.time.Instant;
import java.time.InstantSource;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.LostNodeStore.Loss;
import org.icecoat.factory.store.LostNodeStore.Removal;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.service.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes nodes that never come back, on the word of an administrator: of their VMs nobody else can
 * say that nothing is left.
 */
public final class LostNodes {
  private static final Logger LOG = LoggerFactory.getLogger(LostNodes.class);
  private static final int LONGEST = 1024;

  private final Access access;
  private final LostNodeStore nodes;
  private final InstantSource clock;
  private final NodeAdministration.Watching watching;

  public LostNodes(
      Access access,
      LostNodeStore nodes,
      InstantSource clock,
      NodeAdministration.Watching watching) {
    this.access = access;
    this.nodes = nodes;
    this.clock = clock;
    this.watching = watching;
  }

  /**
   * Removes a node that does not answer; its VMs are gone with it, or go elsewhere.
   *
   * @throws FactoryException INVALID_REQUEST without a reason, NODE_UNKNOWN, WRONG_STATE if it
   *     answers
   */
  public void remove(Caller caller, NodeName name, String why) {
    access.requireAdministering(caller);
    if (why.isBlank()) {
      throw FactoryException.invalid("Why", "a node is removed as lost only with a reason");
    }
    Instant now = Moments.micros(clock);
    String word =
        shortened(
            "%s vouches that the node %s is gone for good: %s".formatted(caller.dn(), name, why));
    Removal removal =
        nodes.remove(new Loss(name, now, word), vm -> Outcome.nodeGone(vm, word, now));
    if (removal instanceof Removal.Removed removed) {
      LOG.warn("{}; VMs given up: {}", word, removed.vms().size());
      removed.vms().forEach(vm -> watching.vmChanged(vm.id()));
      watching.changed();
    } else {
      throw removal instanceof Removal.Unknown ? NodeAdministration.unknown(name) : reachable(name);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static FactoryException reachable(NodeName name) {
    return new FactoryException(
        FactoryFault.WRONG_STATE,
        "The node "
            + name
            + " answers, or did a moment ago; only one that is Unreachable can be removed as lost.");
  }
}
