package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.trust.TrustChange;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.PolicyName;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rows of what came of nodes' last attestations: one result a node and policy. */
public final class NodeTrustStore {
  private final Jdbi jdbi;

  public NodeTrustStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The place of an attestation among all that were ever asked for; no clock has a part in it. */
  public record Turn(long number) {}

  /** The next turn, to be taken before a node is asked. */
  public Turn turn() {
    return new Turn(
        jdbi.withHandle(
            handle ->
                handle.createQuery("select nextval('attestation_turn')").mapTo(Long.class).one()));
  }

  /** The last results of a node. */
  public Map<PolicyName, TrustResult> of(NodeName node) {
    return jdbi.withHandle(handle -> of(handle, node));
  }

  /** The last result of a node by a policy. */
  public Optional<TrustResult> find(NodeName node, PolicyName policy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select result from node_trust where node = :node and policy = :policy")
                .bind("node", node.value())
                .bind("policy", policy.value())
                .map((row, context) -> result(row))
                .findOne());
  }

  static Map<PolicyName, TrustResult> of(Handle handle, NodeName node) {
    Map<PolicyName, TrustResult> results = new TreeMap<>();
    handle
        .createQuery("select policy, result from node_trust where node = :node")
        .bind("node", node.value())
        .map((row, context) -> Map.entry(policy(row), result(row)))
        .forEach(entry -> results.put(entry.getKey(), entry.getValue()));
    return results;
  }

  static Map<NodeName, Map<PolicyName, TrustResult>> all(Handle handle) {
    Map<NodeName, Map<PolicyName, TrustResult>> all = new HashMap<>();
    handle
        .createQuery("select node, policy, result from node_trust")
        .map(
            (row, context) ->
                all.computeIfAbsent(new NodeName(row.getString("node")), node -> new TreeMap<>())
                    .put(policy(row), result(row)))
        .list();
    return all;
  }

  /**
   * Keeps results of one attestation, unless those of one that was asked for later are there, or
   * the node has been enrolled anew since it was asked.
   *
   * @return the results before; empty if these are not kept
   */
  public Optional<Map<PolicyName, TrustResult>> judged(
      NodeName node, Turn turn, Map<PolicyName, TrustResult> results, NodeTpmStore.Shown shown) {
    return jdbi.inTransaction(
        handle -> {
          boolean asked = NodeTpmStore.isStill(handle, node, shown.enrolment());
          Map<PolicyName, TrustResult> before = of(handle, node);
          boolean newest = asked && isNewest(handle, node, turn);
          if (newest) {
            shown.evidence().ifPresent(evidence -> keep(handle, node, evidence, results));
            results.forEach((policy, result) -> write(handle, node, policy, result, before));
            turned(handle, node, turn);
            TrustChangeStore.bound(handle, node);
            EvidenceStore.bound(handle, node, EvidenceStore.MOST_BYTES);
          }
          if (asked) {
            NodeTpmStore.proof(handle, node, newest ? shown : shown.alarm());
          }
          return Optional.of(before).filter(kept -> newest);
        });
  }

  private static void keep(
      Handle handle, NodeName node, Evidence evidence, Map<PolicyName, TrustResult> results) {
    results.values().stream()
        .map(TrustResult::at)
        .max(Comparator.naturalOrder())
        .ifPresent(at -> EvidenceStore.keep(handle, node, evidence, at));
  }

  private static boolean isNewest(Handle handle, NodeName node, Turn turn) {
    return handle
        .createQuery("select coalesce(max(turn), 0) from node_trust where node = :node")
        .bind("node", node.value())
        .mapTo(Long.class)
        .map(last -> turn.number() >= last)
        .one();
  }

  /** One attestation gives a result by each policy, so the row of each says which it was. */
  private static void turned(Handle handle, NodeName node, Turn turn) {
    handle.execute("update node_trust set turn = ? where node = ?", turn.number(), node.value());
  }

  private static void write(
      Handle handle,
      NodeName node,
      PolicyName policy,
      TrustResult result,
      Map<PolicyName, TrustResult> before) {
    String json = RowJson.write(result);
    String evidence = Columns.digest(result.evidence());
    if (before.containsKey(policy)) {
      handle.execute(
          "update node_trust set result = ?, evidence = ? where node = ? and policy = ?",
          json,
          evidence,
          node.value(),
          policy.value());
    } else {
      handle.execute(
          "insert into node_trust (node, policy, result, evidence) values (?, ?, ?, ?)",
          node.value(),
          policy.value(),
          json,
          evidence);
    }
    if (!before.containsKey(policy) || !before.get(policy).saysTheSame(result)) {
      TrustChangeStore.append(handle, node, new TrustChange(policy, result));
    }
  }

  static PolicyName policy(ResultSet row) throws SQLException {
    return new PolicyName(row.getString("policy"));
  }

  static TrustResult result(ResultSet row) throws SQLException {
    return RowJson.read(row.getString("result"), TrustResult.class);
  }
}
