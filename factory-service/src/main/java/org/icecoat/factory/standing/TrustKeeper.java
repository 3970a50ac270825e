package org.icecoat.factory.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.icecoat.trust.policy.PolicyName;

/**
 * Judges trust in a VM's node afresh, from rows and the clock alone: what was missed while nobody
 * looked is found by whoever looks next, and what was done already is in the VM's row.
 */
public final class TrustKeeper {
  private final NodeTrustStore results;
  private final TrustRules rules;

  public TrustKeeper(NodeTrustStore results, TrustRules rules) {
    this.results = results;
    this.rules = rules;
  }

  /** What is to be written now; empty if nothing is due. */
  public Optional<VmUpdate> demand(Vm vm, Instant now) {
    return terms(vm).flatMap(terms -> change(vm, terms, judged(vm, terms, now), now));
  }

  /** The VMs of a node for which something is due. */
  public List<Vm> due(NodeName node, List<Vm> vms, Instant now) {
    if (vms.stream().noneMatch(vm -> terms(vm).isPresent())) {
      return List.of();
    }
    Map<PolicyName, TrustResult> last = results.of(node);
    return vms.stream().filter(vm -> isDue(vm, last, now)).toList();
  }

  private boolean isDue(Vm vm, Map<PolicyName, TrustResult> last, Instant now) {
    Optional<TrustDemand> terms = terms(vm);
    Optional<Standing> standing =
        terms.map(asked -> rules.judge(asked, Optional.ofNullable(last.get(asked.policy())), now));
    return standing.flatMap(found -> change(vm, terms.orElseThrow(), found, now)).isPresent();
  }

  /** The least that any of the VMs allows its node's proof to be old. */
  public Optional<Duration> leastAge(List<Vm> vms) {
    return vms.stream()
        .flatMap(vm -> vm.origin().request().trust().flatMap(TrustTerms::maximalAge).stream())
        .min(Comparator.naturalOrder());
  }

  /** Whether the VM's node has to prove itself before it is used for the VM. */
  public boolean mustProve(Vm vm, Instant now) {
    return terms(vm).filter(terms -> !judged(vm, terms, now).isTrusted()).isPresent();
  }

  /** How the VM stands, whether or not its node has to prove anything; empty if none is asked. */
  public Optional<VmTrust> view(Vm vm, Instant now) {
    Optional<TrustDemand> terms = rules.demand(vm.origin().request());
    return terms
        .or(rules::usual)
        .map(by -> new VmTrust(terms, vm.node().map(node -> judged(vm, by, now))));
  }

  /** Leaves a node that cannot prove itself, before the VM is started there. */
  public static VmUpdate leave(Vm vm, Reason reason, Instant now) {
    return LossRules.left(vm, reason, now);
  }

  /** The terms of a VM that has a node to which they apply. */
  private Optional<TrustDemand> terms(Vm vm) {
    boolean there =
        switch (vm.state()) {
          case REQUESTED, DESTROYING, DESTROYED -> false;
          case SCHEDULED,
              STAGING,
              STARTING,
              RUNNING,
              PAUSED,
              RESTARTING,
              SHUTTING_DOWN,
              STOPPED,
              FAILED,
              UNKNOWN ->
              vm.node().isPresent();
        };
    return there ? rules.demand(vm.origin().request()) : Optional.empty();
  }

  private Standing judged(Vm vm, TrustDemand terms, Instant now) {
    Optional<TrustResult> last = vm.node().flatMap(node -> results.find(node, terms.policy()));
    return rules.judge(terms, last, now);
  }

  /** Before a VM is started, a proof that is too old is asked for again. */
  private Optional<VmUpdate> change(Vm vm, TrustDemand terms, Standing standing, Instant now) {
    boolean waiting = LossRules.isWaiting(vm);
    boolean known = vm.placed().loss().isPresent();
    if (waiting ? standing.isDisbelieved() : standing.isLost(now, rules.grace())) {
      return waiting || !known
          ? Optional.of(LossRules.lost(vm, terms, standing, now))
          : Optional.empty();
    }
    return known && standing.isTrusted()
        ? Optional.of(LossRules.regained(vm, standing, now))
        : Optional.empty();
  }
}
