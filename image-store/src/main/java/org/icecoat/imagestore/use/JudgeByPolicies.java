package org.icecoat.imagestore.use;

import java.util.List;
import java.util.Optional;
import org.icecoat.imagestore.authorization.Administrator;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.service.policy.RollOut;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.structure.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the policies in force by which the store judges the nodes that ask for keys. */
public final class JudgeByPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeByPolicies.class);

  private final Optional<Judging> judging;

  /**
   * By what nodes are judged.
   *
   * @param usual the name of the one that nodes have to pass
   */
  public record Judging(PoliciesInForce policies, PolicyName usual) {}

  /**
   * @param judging empty if the store releases no keys
   */
  public JudgeByPolicies(Optional<Judging> judging) {
    this.judging = judging;
  }

  /**
   * A version in force.
   *
   * @param usual whether nodes have to pass it
   */
  public record InForce(AcceptedPolicy policy, boolean usual) {}

  /**
   * Puts a signed policy in force and gives the versions of it that are then.
   *
   * @param pem CMS SignedData with the document inside
   * @param rollOut for how long the version before still counts
   * @throws StoreException REQUEST_INVALID with all that is wrong with it; JUDGES_NOBODY;
   *     STORE_BROKEN if it cannot be kept now
   */
  public List<InForce> activate(Administrator administrator, Octets pem, RollOut rollOut) {
    Judging known = known();
    PolicyVerdict verdict = known.policies().activate(pem, rollOut);
    if (verdict instanceof PolicyVerdict.Refused refused) {
      LOG.warn("{} brings a policy that is refused: {}", administrator, refused.plain());
      throw StoreException.about("Policy", StoreFault.REQUEST_INVALID, refused.plain(), null);
    }
    if (!known.policies().written()) {
      throw new StoreException(
          StoreFault.STORE_BROKEN,
          "The policy counts, but cannot be written down now: activate it again");
    }
    PolicyName name = verdict.accepted().orElseThrow().id().name();
    LOG.info("{} activated the policy {}", administrator, name);
    return told(known, known.policies().inForce(name));
  }

  /**
   * All that are in force, by name and the newest first.
   *
   * @throws StoreException JUDGES_NOBODY
   */
  public List<InForce> list(Administrator administrator) {
    LOG.debug("{} lists the policies", administrator);
    return told(known(), known().policies().all());
  }

  private static List<InForce> told(Judging known, List<AcceptedPolicy> policies) {
    return policies.stream()
        .map(each -> new InForce(each, each.id().name().equals(known.usual())))
        .toList();
  }

  private Judging known() {
    return judging.orElseThrow(
        () ->
            new StoreException(
                StoreFault.JUDGES_NOBODY,
                "This store judges no nodes: its configuration names no TPM, or no attestation"));
  }
}
