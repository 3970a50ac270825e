package org.icecoat.imagestore.catalogue.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.catalogue.Transactions;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rows of the nodes that have got keys, and the journal of keys asked for. */
public final class ReleaseStore {
  private static final String UPDATE =
      "update key_node set dn = :dn, clock_millis = :millis, resets = :resets,"
          + " restarts = :restarts, clock_safe = :safe where name = :name";
  private static final String INSERT =
      "insert into key_node (name, dn, clock_millis, resets, restarts, clock_safe)"
          + " values (:name, :dn, :millis, :resets, :restarts, :safe)";

  private final Transactions transactions;

  public ReleaseStore(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  /** All nodes that have got keys. */
  public List<KnownNode> nodes() {
    return transactions.in(ReleaseStore::nodes);
  }

  private static List<KnownNode> nodes(Handle handle) {
    Map<String, List<Sha256>> keys =
        handle
            .createQuery("select node, endorsement_key from key_node_tpm")
            .map((row, context) -> Map.entry(row.getString(1), Sha256.parse(row.getString(2))))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return handle
        .createQuery("select name, dn from key_node order by name")
        .map(
            (row, context) ->
                new KnownNode(
                    new NodeName(row.getString(1)),
                    Dn.parse(row.getString(2)),
                    keys.getOrDefault(row.getString(1), List.of())))
        .list();
  }

  /** The latest clock that a node's TPM showed when it got a key. */
  public Optional<ClockReading> clock(NodeName node) {
    return transactions.in(handle -> clock(handle, node));
  }

  private static Optional<ClockReading> clock(Handle handle, NodeName node) {
    return handle
        .createQuery("select * from key_node where name = :name")
        .bind("name", node.value())
        .map((row, context) -> clock(row))
        .findOne();
  }

  /** What told that a node's TPM had been put back to an old state; empty if nothing did. */
  public Optional<String> restored(NodeName node) {
    return transactions.in(
        handle ->
            handle
                .createQuery("select restored from key_node where name = :name")
                .bind("name", node.value())
                .mapTo(String.class)
                .findOne());
  }

  /** Keeps that a node's TPM showed an old state, until the node is forgotten. */
  public void restored(NodeName node, String why) {
    transactions.in(
        handle ->
            handle.execute(
                "update key_node set restored = ? where name = ? and restored is null",
                why,
                node.value()));
  }

  private static ClockReading clock(ResultSet row) throws SQLException {
    return new ClockReading(
        row.getLong("clock_millis"),
        row.getLong("resets"),
        row.getLong("restarts"),
        row.getBoolean("clock_safe"));
  }

  /**
   * Writes down that a key is released, the node, and the clock that its TPM shows, unless a later
   * one is known.
   */
  public void released(Release release, ClockReading clock) {
    transactions.in(
        handle -> {
          write(handle, release.node(), clock);
          DecisionTable.add(handle, release);
          return null;
        });
  }

  /** Writes down that a node got no key; of each certificate's refusals the last 100 stay. */
  public void refused(Refusal refusal) {
    transactions.in(
        handle -> {
          DecisionTable.add(handle, refusal);
          return null;
        });
  }

  private static void write(Handle handle, KnownNode node, ClockReading clock) {
    ClockReading later =
        clock(handle, node.name()).map(known -> ClockRule.later(known, clock)).orElse(clock);
    if (update(handle, UPDATE, node, later) == 0) {
      update(handle, INSERT, node, later);
    }
    for (Sha256 key : node.endorsementKeys()) {
      handle.execute(
          "delete from key_node_tpm where endorsement_key = ? and node = ?",
          key.toString(),
          node.name().value());
      handle.execute(
          "insert into key_node_tpm (endorsement_key, node) values (?, ?)",
          key.toString(),
          node.name().value());
    }
  }

  private static int update(Handle handle, String sql, KnownNode node, ClockReading clock) {
    return handle
        .createUpdate(sql)
        .bind("name", node.name().value())
        .bind("dn", node.dn().toString())
        .bind("millis", clock.millis())
        .bind("resets", clock.resetCount())
        .bind("restarts", clock.restartCount())
        .bind("safe", clock.safe())
        .execute();
  }

  /** Forgets nodes whose certificates are not among these, so that their TPMs are free again. */
  public void keepOnly(List<Dn> named) {
    transactions.in(
        handle -> {
          nodes(handle).stream()
              .filter(node -> !named.contains(node.dn()))
              .forEach(
                  gone ->
                      handle.execute("delete from key_node where name = ?", gone.name().value()));
          return null;
        });
  }

  /**
   * The journal of one image, the newest decision first.
   *
   * @param before only decisions with a lower number
   * @param most of them
   */
  public List<KeyDecision> decisions(ImageId image, OptionalLong before, int most) {
    return transactions.in(handle -> DecisionTable.newest(handle, image, before, most));
  }
}
