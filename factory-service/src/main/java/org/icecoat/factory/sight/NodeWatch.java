package org.icecoat.factory.sight;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.NodeListing;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a node what it is and what it has, and reconciles that with the rows. A silent node's VMs
 * become Unknown, never stopped; a domain that nobody knows is reported, never destroyed.
 */
public final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

  private final NodeClient client;
  private final NodeStore nodes;
  private final VmStore vms;
  private final Sightings sightings;
  private final InstantSource clock;
  private final Rules rules;

  /**
   * How a node is watched.
   *
   * @param mostMissed after so many unanswered tries in a row a node is unreachable
   * @param nodesChanged is called when a node has become able, or unable, to take VMs
   * @param vmChanged is told of each VM whose row has changed
   */
  public record Rules(
      int mostMissed, Runnable nodesChanged, Consumer<VmId> vmChanged, TrustWatch trust) {}

  /** Trust in a node, and what it means for the VMs there. */
  public interface TrustWatch {
    /**
     * Asks a node that answers for its evidence, if it is time.
     *
     * @return whether it has become able, or unable, to take VMs
     */
    boolean attest(EnrolledNode node, List<Vm> vms);

    /** The VMs of a node to which its trust, or the lack of it, is news. */
    List<Vm> affected(EnrolledNode node, List<Vm> vms);
  }

  public NodeWatch(
      NodeClient client,
      NodeStore nodes,
      VmStore vms,
      Sightings sightings,
      InstantSource clock,
      Rules rules) {
    this.client = client;
    this.nodes = nodes;
    this.vms = vms;
    this.sightings = sightings;
    this.clock = clock;
    this.rules = rules;
  }

  /** Looks at one node; tells whether it is still enrolled. */
  public boolean watch(NodeName name) {
    Optional<EnrolledNode> node = nodes.find(name);
    node.ifPresent(this::watch);
    return node.isPresent();
  }

  private void watch(EnrolledNode node) {
    List<Vm> expected = vms.on(node.name());
    Instant askedAt = Moments.micros(clock);
    Answer answer;
    try {
      answer = ask(node, expected);
    } catch (FactoryException e) {
      missed(node, expected, e);
      tell(node, expected);
      return;
    }
    heard(node, answer.description());
    take(node, answer.listing());
    reportMissing(node, expected, answer.listing(), askedAt);
    if (!node.reachable()) {
      expected.forEach(vm -> goOn(vm.id()));
    }
    attest(node, expected);
    tell(node, expected);
  }

  private record Answer(NodeDescription description, NodeListing listing) {}

  /** A host that has taken up another TLS key is listened to once it has proved itself by that. */
  private Answer ask(EnrolledNode node, List<Vm> expected) {
    try {
      return ask(node);
    } catch (FactoryException e) {
      if (e.fault() != FactoryFault.NODE_UNAVAILABLE) {
        throw e;
      }
      LOG.info("{} is asked to prove itself: {}", node.name(), e.getMessage());
      attest(node, expected);
      return ask(node);
    }
  }

  private Answer ask(EnrolledNode node) {
    return new Answer(client.describe(node.address()), client.list(node.address()));
  }

  private void attest(EnrolledNode node, List<Vm> expected) {
    if (rules.trust().attest(node, expected)) {
      rules.nodesChanged().run();
    }
  }

  private void tell(EnrolledNode node, List<Vm> vms) {
    rules.trust().affected(node, vms).forEach(vm -> rules.vmChanged().accept(vm.id()));
  }

  private void heard(EnrolledNode node, NodeDescription description) {
    nodes.heard(node.name(), description, Moments.micros(clock));
    if (!node.reachable() || !node.description().equals(Optional.of(description))) {
      LOG.info("{} answers", node.name());
      rules.nodesChanged().run();
    }
  }

  /**
   * What waited for the node goes on at once, however often it was tried before; a lost race means
   * that somebody else goes on with it.
   */
  private void goOn(VmId id) {
    vms.find(id)
        .filter(vm -> vm.drive().notBefore().isPresent())
        .ifPresent(vm -> vms.save(VmUpdate.quiet(vm.withDrive(vm.drive().patientAgain()))));
    rules.vmChanged().accept(id);
  }

  private void take(EnrolledNode node, NodeListing listing) {
    long unclaimed = listing.reports().stream().filter(report -> !take(node, report)).count();
    foreign(node, listing.foreignDomains() + (int) unclaimed);
  }

  private void foreign(EnrolledNode node, int domains) {
    if (domains != node.foreignDomains()) {
      nodes.foreignDomains(node.name(), domains);
      LOG.info("{} has {} domains that are not this factory's", node.name(), domains);
    }
  }

  private void missed(EnrolledNode node, List<Vm> expected, FactoryException e) {
    nodes.missed(node.name(), rules.mostMissed());
    LOG.warn(
        "{} does not answer ({} times before): {}", node.name(), node.missed(), e.getMessage());
    if (node.missed() + 1 >= rules.mostMissed()) {
      if (node.reachable()) {
        rules.nodesChanged().run();
      }
      expected.forEach(vm -> lose(vm.id()));
    }
  }

  /**
   * A lost race means that something else was seen or wanted meanwhile; the next watch looks again.
   */
  private void lose(VmId id) {
    vms.find(id)
        .map(
            vm ->
                Outcome.of(
                    vm,
                    Happening.of(
                        VmEvent.NODE_LOST,
                        Moments.micros(clock),
                        "The node does not answer; the VM may well run.")))
        .filter(Outcome.Changed.class::isInstance)
        .flatMap(outcome -> vms.save(((Outcome.Changed) outcome).update()))
        .ifPresent(vm -> rules.vmChanged().accept(vm.id()));
  }

  /** Whether what is reported is of this factory, or nothing is there. */
  private boolean take(EnrolledNode node, VmReport report) {
    Sightings.Verdict verdict = sightings.take(node.name(), report);
    if (report.state() == NodeVmState.ABSENT) {
      return true;
    }
    return switch (verdict) {
      case TAKEN -> true;
      case STRAY -> {
        LOG.warn("{} still has {}, which is over: destroying it", node.name(), report.vm());
        destroy(node, report);
        yield true;
      }
      case LOST -> {
        LOG.error(
            "{} has {}, which was given up when its node was removed as lost",
            node.name(),
            report.vm());
        yield false;
      }
      case UNKNOWN -> {
        LOG.error("{} has {}, which this factory does not know", node.name(), report.vm());
        yield false;
      }
    };
  }

  private void destroy(EnrolledNode node, VmReport report) {
    try {
      client.destroy(node.address(), report.vm());
    } catch (FactoryException e) {
      LOG.warn("{} did not destroy {}: {}", node.name(), report.vm(), e.getMessage());
    }
  }

  /** What the node had taken before it was asked and does not list is gone. */
  private void reportMissing(
      EnrolledNode node, List<Vm> expected, NodeListing listing, Instant askedAt) {
    Set<VmId> listed =
        listing.reports().stream().map(report -> report.vm().vm()).collect(Collectors.toSet());
    for (Vm vm : expected) {
      boolean known = vm.incarnation().isPresent() && vm.report().isPresent();
      if (known && !listed.contains(vm.id())) {
        Instant seen = vm.report().orElseThrow().observedAt();
        sightings.take(node.name(), Sight.absent(vm, seen.isAfter(askedAt) ? seen : askedAt));
      }
    }
  }
}
