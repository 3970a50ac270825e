package org.icecoat.factory.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.trust.TrustChange;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * When nodes' verdicts, their reasons or the versions of their policies became others; the last
 * hundred of each node are kept.
 */
public final class TrustChangeStore {
  private static final int MOST_KEPT = 100;

  private final Jdbi jdbi;

  public TrustChangeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The last changes of a node, the newest first, at most so many. */
  public List<TrustChange> of(NodeName node, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select policy, result from node_trust_change where node = :node order by"
                        + " number desc limit :most")
                .bind("node", node.value())
                .bind("most", most)
                .map(
                    (row, context) ->
                        new TrustChange(NodeTrustStore.policy(row), NodeTrustStore.result(row)))
                .list());
  }

  /** The last changes of each node, the newest first, at most so many each. */
  public Map<NodeName, List<TrustChange>> last(int most) {
    Map<NodeName, List<TrustChange>> changes = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select node, policy, result from (select c.*, row_number() over (partition by"
                        + " node order by number desc) as place from node_trust_change c) n where"
                        + " place <= :most order by number desc")
                .bind("most", most)
                .map(
                    (row, context) ->
                        Map.entry(
                            new NodeName(row.getString("node")),
                            new TrustChange(
                                NodeTrustStore.policy(row), NodeTrustStore.result(row))))
                .forEach(
                    entry ->
                        changes
                            .computeIfAbsent(entry.getKey(), node -> new ArrayList<>())
                            .add(entry.getValue())));
    return changes;
  }

  static void append(Handle handle, NodeName node, TrustChange change) {
    handle.execute(
        "insert into node_trust_change (node, policy, result, evidence) values (?, ?, ?, ?)",
        node.value(),
        change.policy().value(),
        RowJson.write(change.result()),
        Columns.digest(change.result().evidence()));
  }

  /** Forgets the oldest. */
  static void bound(Handle handle, NodeName node) {
    handle
        .createUpdate(
            "delete from node_trust_change where node = :node and number <= (select number from"
                + " node_trust_change where node = :node order by number desc limit 1 offset"
                + " :most)")
        .bind("node", node.value())
        .bind("most", MOST_KEPT)
        .execute();
  }
}
