package org.icecoat.factory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.sight.NodeWatch;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Vm;

/**
 * What a look at a node does about its trust.
 *
 * @param trust empty if nodes are not asked to prove what they run
 */
record WatchedTrust(Optional<NodeTrust> trust, TrustKeeper keeper, InstantSource clock)
    implements NodeWatch.TrustWatch {
  @Override
  public boolean attest(EnrolledNode node, List<Vm> vms) {
    return trust.map(asked -> asked.attestIfDue(node, keeper.leastAge(vms))).orElse(false);
  }

  @Override
  public List<Vm> affected(EnrolledNode node, List<Vm> vms) {
    return keeper.due(node.name(), vms, Moments.micros(clock));
  }
}
