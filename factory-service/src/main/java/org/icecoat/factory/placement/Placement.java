package org.icecoat.factory.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.store.Usage;

/**
 * Finds nodes for VMs. What a node has free is computed from rows; to keep the cost of a VM flat as
 * nodes and VMs grow, the usage of a few fitting nodes is looked at first, and of all only if none
 * of these has room.
 */
public final class Placement {
  private static final int SAMPLE = 8;

  private final NodeDirectory directory;
  private final Usage usage;
  private final TrustRule trust;
  private final Random random;

  public Placement(NodeDirectory directory, Usage usage, TrustRule trust, Random random) {
    this.directory = directory;
    this.usage = usage;
    this.trust = trust;
    this.random = random;
  }

  /** Every node: ranked, or with all its reasons. */
  public Ranking rankAll(Demand demand) {
    Map<NodeName, Usage.Sum> sums = usage.onEachNode();
    Usage.Sum nothing = new Usage.Sum(0, Capacity.NONE);
    return rank(directory.nodes(), demand, node -> sums.getOrDefault(node.name(), nothing).taken());
  }

  /** Some nodes that have room, best first; if none was found, the reasons of all. */
  public Ranking rankSome(Demand demand) {
    List<EnrolledNode> fitting = new ArrayList<>();
    for (EnrolledNode node : directory.nodes()) {
      if (against(node, demand).isEmpty()) {
        fitting.add(node);
      }
    }
    Collections.shuffle(fitting, random);
    List<EnrolledNode> sample = fitting.subList(0, Math.min(SAMPLE, fitting.size()));
    Ranking some = rank(sample, demand, node -> usage.on(node.name()).taken());
    return some.fitting().isEmpty() ? rankAll(demand) : some;
  }

  /** Whether the node, as it is now, has proved enough. */
  public boolean trusts(EnrolledNode node, VmRequest request) {
    return trust.against(node, request).isEmpty();
  }

  private Ranking rank(
      List<EnrolledNode> nodes, Demand demand, Function<EnrolledNode, Capacity> taken) {
    List<RankedNode> fitting = new ArrayList<>();
    List<Reason> reasons = new ArrayList<>();
    for (EnrolledNode node : nodes) {
      List<Reason> against = against(node, demand);
      if (against.isEmpty()) {
        Capacity free = capacity(node).minus(taken.apply(node));
        against = FitRules.passing(node, free, demand);
        if (against.isEmpty()) {
          fitting.add(new RankedNode(node, free, ScoreRules.score(node, free, demand)));
        }
      }
      reasons.addAll(against);
    }
    fitting.sort(
        Comparator.comparing((RankedNode one) -> trust.hasRunOut(one.node(), demand.request()))
            .thenComparing(Comparator.comparingInt(RankedNode::score).reversed()));
    return new Ranking(fitting, reasons);
  }

  private List<Reason> against(EnrolledNode node, Demand demand) {
    return Stream.concat(
            FitRules.lasting(node, demand).stream(), trust.against(node, demand.request()).stream())
        .toList();
  }

  private static Capacity capacity(EnrolledNode node) {
    return node.description().map(NodeDescription::capacity).orElse(Capacity.NONE);
  }
}
