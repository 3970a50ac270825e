package org.icecoat.factory.administration;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.order.KeptEvidence;
import org.icecoat.factory.store.EvidenceStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.TrustChangeStore;
import org.icecoat.factory.store.Usage;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TpmSummary;
import org.icecoat.factory.trust.TrustChange;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Moments;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols, cordons, drains and removes nodes. */
public final class NodeAdministration {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAdministration.class);
  private static final int MOST_CHANGES = 10;

  private final Access access;
  private final NodeStore nodes;
  private final Usage usage;
  private final NodeTpmStore tpms;
  private final TrustChangeStore changes;
  private final EvidenceStore kept;
  private final NodeClient client;
  private final Optional<NodeTrust> trust;
  private final InstantSource clock;
  private final Watching watching;

  /** What is to be done when a node has changed. */
  public interface Watching {
    /** Looks at the node soon, and regularly from then on. */
    void watch(NodeName name);

    /** Nodes have become able, or unable, to take VMs. */
    void changed();

    /** The VM's row has changed. */
    void vmChanged(VmId id);
  }

  /** Where nodes are written down. */
  public record Rows(
      NodeStore nodes,
      Usage usage,
      NodeTpmStore tpms,
      TrustChangeStore changes,
      EvidenceStore evidence) {}

  /**
   * Prepares to administer.
   *
   * @param trust empty if nodes are not asked to prove what they run
   */
  public NodeAdministration(
      Access access,
      Rows rows,
      NodeClient client,
      Optional<NodeTrust> trust,
      InstantSource clock,
      Watching watching) {
    this.access = access;
    this.nodes = rows.nodes();
    this.usage = rows.usage();
    this.tpms = rows.tpms();
    this.changes = rows.changes();
    this.kept = rows.evidence();
    this.client = client;
    this.trust = trust;
    this.clock = clock;
    this.watching = watching;
  }

  /**
   * A node with what its VMs take, and its TPM.
   *
   * @param trust what its last attestation came to by the factory's own policy
   * @param changes of its verdicts by each policy, the newest first
   */
  public record NodeView(
      EnrolledNode node,
      Usage.Sum used,
      Optional<TpmSummary> tpm,
      Optional<TrustResult> trust,
      List<TrustChange> changes) {
    public NodeView {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Makes a node known. Its plug-in must answer, by the name that it is to have.
   *
   * @param accepted doubts about its TPM that the caller accepts, where the site lets him
   * @throws FactoryException NODE_UNAVAILABLE if it does not answer, INVALID_REQUEST if it has
   *     another name, NO_TPM or NOT_TRUSTED if its TPM is not believed
   */
  public NodeView enrol(Caller caller, NodeAddress address, Set<Doubt> accepted) {
    access.requireAdministering(caller);
    String scheme = address.endpoint().getScheme();
    if (!"https".equals(scheme) || address.endpoint().getHost() == null) {
      throw FactoryException.invalid("Endpoint", "it must be an https URL with a host");
    }
    NodeDescription description = describe(address);
    if (!description.name().equals(address.name())) {
      throw FactoryException.invalid(
          "Node", "the plug-in there is that of the node " + description.name());
    }
    if (!accepted.isEmpty()) {
      LOG.warn("{} enrols {} and accepts {}", caller.dn(), address.name(), accepted);
    }
    Optional<EnrolledTpm> tpm = trust.flatMap(asked -> asked.prove(address, accepted));
    tpm.ifPresentOrElse(
        proven -> trust.orElseThrow().enrol(address, proven),
        () -> nodes.enrol(address, Moments.micros(clock)));
    nodes.heard(address.name(), description, Moments.micros(clock));
    tpm.ifPresent(proven -> trust.orElseThrow().begin(address));
    watching.watch(address.name());
    watching.changed();
    return view(address.name());
  }

  private NodeDescription describe(NodeAddress address) {
    try {
      return client.introduce(address);
    } catch (FactoryException e) {
      throw new FactoryException(
          FactoryFault.NODE_UNAVAILABLE,
          "The plug-in at " + address.endpoint() + " cannot be enrolled: " + e.getMessage(),
          e);
    }
  }

  public List<NodeView> list(Caller caller) {
    access.requireAdministrator(caller);
    Map<NodeName, Usage.Sum> sums = usage.onEachNode();
    Map<NodeName, TpmSummary> summaries = tpms.summaries();
    Map<NodeName, List<TrustChange>> changed = changes.last(MOST_CHANGES);
    Usage.Sum nothing = new Usage.Sum(0, Capacity.NONE);
    return nodes.all().stream()
        .map(
            node ->
                new NodeView(
                    node,
                    sums.getOrDefault(node.name(), nothing),
                    Optional.ofNullable(summaries.get(node.name())),
                    usual(node),
                    changed.getOrDefault(node.name(), List.of())))
        .toList();
  }

  /**
   * Asks the node for evidence now.
   *
   * @throws FactoryException WRONG_STATE if nodes are not asked here
   */
  public NodeView attest(Caller caller, NodeName name) {
    access.requireAdministering(caller);
    EnrolledNode node = view(name).node();
    var unused = asked().attest(node.address());
    watching.watch(name);
    watching.changed();
    return view(name);
  }

  /**
   * Fresh evidence of the node, to write policies with.
   *
   * @throws FactoryException WRONG_STATE if nodes are not asked here, or this one has no TPM;
   *     NOT_TRUSTED if its quote is not believed
   */
  public Evidence evidence(Caller caller, NodeName name) {
    access.requireAdministrator(caller);
    return asked().evidence(view(name).node().address());
  }

  /**
   * What a node gave once.
   *
   * @throws FactoryException EVIDENCE_UNKNOWN if it is not kept
   */
  public Octets evidence(Caller caller, NodeName name, Sha256 digest) {
    access.requireAdministrator(caller);
    return kept.of(name, digest)
        .orElseThrow(
            () ->
                KeptEvidence.unknown(
                    digest,
                    "a result, a change of trust or a receipt of the node " + name + " names"));
  }

  private NodeTrust asked() {
    return trust.orElseThrow(
        () ->
            new FactoryException(
                FactoryFault.WRONG_STATE,
                "This factory asks no node to prove itself: its file has no attestation."));
  }

  public NodeView cordon(Caller caller, NodeName name, Optional<String> why) {
    return intend(caller, name, NodeState.CORDONED, why);
  }

  public NodeView uncordon(Caller caller, NodeName name) {
    return intend(caller, name, NodeState.READY, Optional.empty());
  }

  /**
   * Takes no new VMs any more.
   *
   * @param wait whether the node may empty itself as its VMs end; else one with VMs is refused,
   *     since VMs cannot be moved yet
   */
  public NodeView drain(Caller caller, NodeName name, Optional<String> why, boolean wait) {
    access.requireAdministering(caller);
    view(name);
    if (wait) {
      return intend(caller, name, NodeState.DRAINING, why);
    }
    long vms = nodes.drainIfEmpty(name, why);
    if (vms > 0) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "The node %s has %d VMs and this version cannot migrate them; drain with waiting, or evict them."
              .formatted(name, vms));
    }
    watching.changed();
    return view(name);
  }

  /** Forgets a node that is empty. */
  public void remove(Caller caller, NodeName name) {
    access.requireAdministering(caller);
    NodeView view = view(name);
    if (view.used().vms() > 0 || !nodes.removeIfEmpty(name)) {
      String advice =
          view.node().reachable()
              ? "drain it or evict them first."
              : "it does not answer: wait until it does, or remove it as lost if it never will.";
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "The node %s has, or may still have, %d VMs; %s"
              .formatted(name, view.used().vms(), advice));
    }
    watching.changed();
  }

  private NodeView intend(Caller caller, NodeName name, NodeState intent, Optional<String> why) {
    access.requireAdministering(caller);
    view(name);
    nodes.intend(name, intent, why);
    watching.changed();
    return view(name);
  }

  private NodeView view(NodeName name) {
    EnrolledNode node = nodes.find(name).orElseThrow(() -> unknown(name));
    return new NodeView(
        node,
        usage.on(name),
        tpms.find(name).map(known -> known.tpm().summary()),
        usual(node),
        changes.of(name, MOST_CHANGES));
  }

  static FactoryException unknown(NodeName name) {
    return new FactoryException(
        FactoryFault.NODE_UNKNOWN,
        "No node " + name + " is enrolled; node list shows which are.",
        new FaultDetail.Subject(name.value()));
  }

  private Optional<TrustResult> usual(EnrolledNode node) {
    return trust.flatMap(asked -> node.result(asked.usual()).map(asked::counted));
  }
}
