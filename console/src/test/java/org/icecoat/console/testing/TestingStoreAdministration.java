package org.icecoat.console.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.PolicyRecordType;
import org.icecoat.wire.storeadministration.ActivatePolicy;
import org.icecoat.wire.storeadministration.KeyDecisionType;
import org.icecoat.wire.storeadministration.KeyVerdictType;
import org.icecoat.wire.storeadministration.ListKeyReleases;
import org.icecoat.wire.storeadministration.ListKeyReleasesResponse;
import org.icecoat.wire.storeadministration.ListPolicies;

/** The administration of an image store in memory. */
public final class TestingStoreAdministration {
  private final List<PolicyRecordType> policies = new ArrayList<>();
  private final List<KeyDecisionType> decisions = new ArrayList<>();
  private Exception refusal;

  /** What is asked about policies from now on is refused so. */
  public void refusing(Exception declared) {
    refusal = declared;
  }

  /** It is in force, whatever it is. */
  public PoliciesResponseType activatePolicy(ActivatePolicy request) throws Exception {
    refuse();
    policies.clear();
    policies.add(TestingNodes.policy(4, null));
    Instant end =
        TestingNodes.end(request.getUntil(), request.getRollOut(), Duration.ofMinutes(30));
    policies.add(TestingNodes.policy(2, end));
    return listPolicies(new ListPolicies());
  }

  public PoliciesResponseType listPolicies(ListPolicies request) throws Exception {
    refuse();
    PoliciesResponseType answer = new PoliciesResponseType();
    answer.getPolicy().addAll(policies);
    return answer;
  }

  private void refuse() throws Exception {
    if (refusal != null) {
      throw refusal;
    }
  }

  /** A refusal with those reasons, or a release if there are none. */
  public void decided(long number, String node, String... reasons) {
    KeyDecisionType decision = new KeyDecisionType();
    decision.setNumber(number);
    decision.setAt(TestingConsole.NOON.plus(Duration.ofMinutes(number)));
    decision.setNode(node);
    decision.setDn("CN=" + node + ",O=Testing Grid,C=XX");
    decision.setEvidence("sha256:" + "77".repeat(32));
    decision.getReason().addAll(List.of(reasons));
    boolean released = reasons.length == 0;
    decision.setVerdict(released ? KeyVerdictType.RELEASED : KeyVerdictType.REFUSED);
    decision.setPolicy(released ? "site version 4" : null);
    decisions.add(0, decision);
  }

  public ListKeyReleasesResponse listKeyReleases(ListKeyReleases request) {
    List<KeyDecisionType> older =
        decisions.stream()
            .filter(each -> request.getBefore() == null || each.getNumber() < request.getBefore())
            .toList();
    ListKeyReleasesResponse answer = new ListKeyReleasesResponse();
    int most = Math.min(request.getMaximalCount(), older.size());
    answer.getDecision().addAll(older.subList(0, most));
    answer.setMore(older.size() > most);
    return answer;
  }
}
