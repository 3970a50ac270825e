package org.icecoat.imagestore.soap;

import static org.icecoat.imagestore.soap.Requests.REQUEST;

import java.util.List;
import java.util.OptionalLong;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.authorization.Administrator;
import org.icecoat.imagestore.authorization.Overseer;
import org.icecoat.imagestore.authorization.StorePolicy;
import org.icecoat.imagestore.use.JudgeByPolicies;
import org.icecoat.imagestore.use.ListKeyDecisions;
import org.icecoat.service.access.Caller;
import org.icecoat.service.policy.RollOut;
import org.icecoat.service.soap.PolicyWriter;
import org.icecoat.service.soap.RollOuts;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.storeadministration.ActivatePolicy;
import org.icecoat.wire.storeadministration.ListKeyReleases;
import org.icecoat.wire.storeadministration.ListKeyReleasesResponse;
import org.icecoat.wire.storeadministration.ListPolicies;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wsrf.call.Calls;

/** The port type StoreAdministration: by what nodes are judged, and who got keys. */
public final class StoreAdministrationPort implements StoreAdministration {
  private static final int USUAL_COUNT = 50;

  private final JudgeByPolicies policies;
  private final ListKeyDecisions decisions;
  private final StorePolicy policy;
  private final Calls<AuthenticatedCaller> calls;

  StoreAdministrationPort(
      JudgeByPolicies policies,
      ListKeyDecisions decisions,
      StorePolicy policy,
      Calls<AuthenticatedCaller> calls) {
    this.policies = policies;
    this.decisions = decisions;
    this.policy = policy;
    this.calls = calls;
  }

  @Override
  public PoliciesResponseType activatePolicy(ActivatePolicy request) {
    Administrator administrator = policy.requireAdministrator(caller());
    Octets pem = REQUEST.required("Policy", request.getPolicy(), Octets::of);
    RollOut rollOut = RollOuts.read(REQUEST, request.getUntil(), request.getRollOut());
    return told(policies.activate(administrator, pem, rollOut));
  }

  @Override
  public PoliciesResponseType listPolicies(ListPolicies request) {
    return told(policies.list(policy.requireAdministrator(caller())));
  }

  private static PoliciesResponseType told(List<JudgeByPolicies.InForce> inForce) {
    PoliciesResponseType wire = new PoliciesResponseType();
    inForce.forEach(each -> wire.getPolicy().add(PolicyWriter.policy(each.policy(), each.usual())));
    return wire;
  }

  @Override
  public ListKeyReleasesResponse listKeyReleases(ListKeyReleases request) {
    Overseer overseer = policy.requireOverseer(caller());
    ImageId id = REQUEST.required("Id", request.getId(), ImageId::parse);
    OptionalLong before =
        request.getBefore() == null ? OptionalLong.empty() : OptionalLong.of(request.getBefore());
    int most =
        REQUEST
            .optional("MaximalCount", request.getMaximalCount(), this::count)
            .orElse(USUAL_COUNT);
    return KeyDecisionWriter.page(decisions.list(overseer, id, before, most));
  }

  private int count(int asked) {
    if (asked < 1 || asked > ListKeyDecisions.MOST) {
      throw new IllegalArgumentException("1 to " + ListKeyDecisions.MOST + " can be told at once");
    }
    return asked;
  }

  private Caller caller() {
    return Caller.of(calls.caller());
  }
}
