package org.icecoat.factory.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.policy.PolicyName;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rows of enrolled nodes. Each method writes only the columns that it is about. */
public final class NodeStore {
  private final Jdbi jdbi;

  public NodeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public List<EnrolledNode> all() {
    return jdbi.withHandle(
        handle -> {
          Map<NodeName, Map<PolicyName, TrustResult>> results = NodeTrustStore.all(handle);
          return handle
              .createQuery("select * from node order by name")
              .map((row, context) -> read(row, results.getOrDefault(name(row), Map.of())))
              .list();
        });
  }

  public Optional<EnrolledNode> find(NodeName name) {
    return jdbi.withHandle(handle -> one(handle, name, "select * from node where name = :name"));
  }

  /** Enrols a node that has no TPM, or gives an enrolled one another endpoint or DN. */
  public void enrol(NodeAddress address, Instant now) {
    jdbi.useTransaction(handle -> enrol(handle, address, now));
  }

  static void enrol(Handle handle, NodeAddress address, Instant now) {
    int changed =
        handle
            .createUpdate("update node set endpoint = :endpoint, dn = :dn where name = :name")
            .bind("endpoint", address.endpoint().toString())
            .bind("dn", address.dn().toString())
            .bind("name", address.name().value())
            .execute();
    if (changed == 0) {
      insert(handle, address, now);
    }
  }

  private static void insert(Handle handle, NodeAddress address, Instant now) {
    handle
        .createUpdate(
            "insert into node (name, endpoint, dn, enrolled_at, intent, reachable, missed,"
                + " foreign_domains, capacity_cpus, capacity_memory_mib, capacity_disk_mib)"
                + " values (:name, :endpoint, :dn, :now, 'READY', false, 0, 0, 0, 0, 0)")
        .bind("name", address.name().value())
        .bind("endpoint", address.endpoint().toString())
        .bind("dn", address.dn().toString())
        .bind("now", Columns.time(now))
        .execute();
  }

  /** The node has answered and said this of itself. */
  public void heard(NodeName name, NodeDescription description, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update node set reachable = true, missed = 0, heard_at = :now, description ="
                        + " :description, capacity_cpus = :cpus, capacity_memory_mib = :memory,"
                        + " capacity_disk_mib = :disk where name = :name")
                .bind("now", Columns.time(now))
                .bind("description", RowJson.write(description))
                .bind("cpus", description.capacity().cpus())
                .bind("memory", description.capacity().memoryMiB())
                .bind("disk", description.capacity().diskMiB())
                .bind("name", name.value())
                .execute());
  }

  public void foreignDomains(NodeName name, int count) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update node set foreign_domains = :count where name = :name")
                .bind("count", count)
                .bind("name", name.value())
                .execute());
  }

  /** The node has not answered; after {@code limit} times in a row it counts as unreachable. */
  public void missed(NodeName name, int limit) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update node set missed = missed + 1, reachable = (reachable and missed + 1 <"
                        + " :limit) where name = :name")
                .bind("limit", limit)
                .bind("name", name.value())
                .execute());
  }

  /** What administrators want of the node: READY, CORDONED or DRAINING. */
  public void intend(NodeName name, NodeState intent, Optional<String> why) {
    jdbi.useHandle(handle -> intend(handle, name, intent, why));
  }

  private static void intend(Handle handle, NodeName name, NodeState intent, Optional<String> why) {
    handle
        .createUpdate("update node set intent = :intent, why = :why where name = :name")
        .bind("intent", intent.name())
        .bind("why", why.orElse(null))
        .bind("name", name.value())
        .execute();
  }

  /**
   * Drains a node unless a VM is, or may be, on it.
   *
   * @return how many are
   */
  public long drainIfEmpty(NodeName name, Optional<String> why) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, name);
          long vms = Usage.on(handle, name).vms();
          if (vms == 0) {
            intend(handle, name, NodeState.DRAINING, why);
          }
          return vms;
        });
  }

  /** Removes a node unless a VM is, or may be, on it; tells whether it is gone. */
  public boolean removeIfEmpty(NodeName name) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, name);
          if (Usage.on(handle, name).vms() > 0) {
            return false;
          }
          return delete(handle, name);
        });
  }

  static boolean delete(Handle handle, NodeName name) {
    return handle.execute("delete from node where name = ?", name.value()) == 1;
  }

  /** Locks the node's row to the transaction's end: nobody else reserves room meanwhile. */
  static Optional<EnrolledNode> lock(Handle handle, NodeName name) {
    return one(handle, name, "select * from node where name = :name for update");
  }

  private static Optional<EnrolledNode> one(Handle handle, NodeName name, String query) {
    return handle
        .createQuery(query)
        .bind("name", name.value())
        .map((row, context) -> read(row, Map.of()))
        .findOne()
        .map(node -> node.withResults(NodeTrustStore.of(handle, name)));
  }

  static Capacity capacity(EnrolledNode node) {
    return node.description().map(NodeDescription::capacity).orElse(Capacity.NONE);
  }

  private static NodeName name(ResultSet row) throws SQLException {
    return new NodeName(row.getString("name"));
  }

  private static EnrolledNode read(ResultSet row, Map<PolicyName, TrustResult> results)
      throws SQLException {
    return new EnrolledNode(
        new NodeAddress(
            name(row), URI.create(row.getString("endpoint")), Dn.parse(row.getString("dn"))),
        Columns.time(row, "enrolled_at"),
        NodeState.valueOf(row.getString("intent")),
        Optional.ofNullable(row.getString("why")),
        row.getBoolean("reachable"),
        row.getInt("missed"),
        Columns.optionalTime(row, "heard_at"),
        Optional.ofNullable(row.getString("description"))
            .map(json -> RowJson.read(json, NodeDescription.class)),
        row.getInt("foreign_domains"),
        results);
  }
}
