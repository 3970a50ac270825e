package org.icecoat.factory.administration;

import java.util.List;
import java.util.Optional;
import org.icecoat.factory.attest.Appraisal;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.service.access.Caller;
import org.icecoat.service.policy.RollOut;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.structure.Octets;

/** Puts the policies in force by which nodes are judged. */
public final class PolicyAdministration {
  private final Access access;
  private final Optional<Appraisal> appraisal;
  private final Runnable changed;

  /**
   * Prepares to administer.
   *
   * @param appraisal empty if nodes are not asked to prove what they run
   * @param changed asks the nodes soon
   */
  public PolicyAdministration(Access access, Optional<Appraisal> appraisal, Runnable changed) {
    this.access = access;
    this.appraisal = appraisal;
    this.changed = changed;
  }

  /**
   * A version in force.
   *
   * @param usual whether it is for VMs that ask for no policy
   */
  public record PolicyView(AcceptedPolicy policy, boolean usual) {}

  /**
   * Puts a signed policy in force and gives the versions of it that are then.
   *
   * @param rollOut for how long the version before still counts
   * @throws FactoryException INVALID_REQUEST with all that is wrong with it; WRONG_STATE if nodes
   *     are not asked here; BUSY if it cannot be kept now
   */
  public List<PolicyView> activate(Caller caller, Octets pem, RollOut rollOut) {
    access.requireAdministering(caller);
    PolicyVerdict verdict = judging().policies().activate(pem, rollOut);
    if (verdict instanceof PolicyVerdict.Refused refused) {
      throw FactoryException.invalid("Policy", refused.plain());
    }
    if (!judging().policies().written()) {
      throw new FactoryException(
          FactoryFault.BUSY,
          "The policy counts, but cannot be written down now: activate it again.");
    }
    changed.run();
    PolicyName name = verdict.accepted().orElseThrow().id().name();
    return views(judging().policies().inForce(name));
  }

  /** All that are in force, by name and the newest first. */
  public List<PolicyView> list(Caller caller) {
    access.requireAdministrator(caller);
    return views(judging().policies().all());
  }

  private List<PolicyView> views(List<AcceptedPolicy> policies) {
    PolicyName usual = judging().usual();
    return policies.stream()
        .map(each -> new PolicyView(each, each.id().name().equals(usual)))
        .toList();
  }

  private Appraisal judging() {
    return appraisal.orElseThrow(
        () ->
            new FactoryException(
                FactoryFault.WRONG_STATE,
                "This factory asks no node to prove itself: its file has no attestation."));
  }
}
