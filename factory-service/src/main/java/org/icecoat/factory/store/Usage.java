package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.Owner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** What is taken, computed from the rows of VMs and never from a counter. */
public final class Usage {
  private static final String SUMS =
      "count(*) as vms, coalesce(sum(demand_cpus), 0) as cpus, coalesce(sum(demand_memory_mib), 0)"
          + " as memory, coalesce(sum(demand_disk_mib), 0) as disk from vm";

  private static final String OWNED =
      """
      select * from (
        select owner, owner_key, owner_vos,
          count(*) over (partition by owner_key) as vms,
          sum(demand_cpus) over (partition by owner_key) as cpus,
          sum(demand_memory_mib) over (partition by owner_key) as memory,
          sum(demand_disk_mib) over (partition by owner_key) as disk,
          row_number() over (partition by owner_key order by created_at desc, id) as place
        from vm where state <> 'DESTROYED'%s) as each_vm
      where place = 1 order by vms desc, owner_key limit :most""";

  private final Jdbi jdbi;

  public Usage(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many VMs there are and what they take. */
  public record Sum(long vms, Capacity taken) {}

  /** What is reserved on one node. */
  public Sum on(NodeName node) {
    return jdbi.withHandle(handle -> on(handle, node));
  }

  /** What is reserved on each node that has VMs. */
  public Map<NodeName, Sum> onEachNode() {
    return jdbi.withHandle(
        handle -> {
          Map<NodeName, Sum> sums = new HashMap<>();
          handle
              .createQuery(
                  "select node, "
                      + SUMS
                      + " where node is not null and state <> 'DESTROYED' group by node")
              .map((row, context) -> Map.entry(new NodeName(row.getString("node")), sum(row)))
              .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
          return sums;
        });
  }

  /** How many VMs there are in each state. */
  public Map<VmState, Long> states() {
    return jdbi.withHandle(
        handle -> {
          Map<VmState, Long> counts = new EnumMap<>(VmState.class);
          handle
              .createQuery("select state, count(*) as vms from vm group by state")
              .map(
                  (row, context) ->
                      Map.entry(VmState.valueOf(row.getString("state")), row.getLong("vms")))
              .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
          return counts;
        });
  }

  /** What an owner's VMs take that are not destroyed. */
  public Sum by(Dn owner) {
    return jdbi.withHandle(handle -> by(handle, owner));
  }

  /**
   * What somebody's VMs take that are not destroyed.
   *
   * @param owner with the VO attributes that were proved when the newest was deployed
   */
  public record Owned(Owner owner, Sum sum) {}

  /** Those who have VMs, who has the most first. */
  public List<Owned> byEachOwner(int most) {
    return owned("", query -> {}, most);
  }

  /** An owner's; empty if there are no VMs. */
  public Optional<Owned> ofOwner(Dn owner) {
    return owned(
            " and owner_key = :owner", query -> query.bind("owner", Columns.ownerKey(owner)), 1)
        .stream()
        .findFirst();
  }

  private List<Owned> owned(String condition, Consumer<Query> binding, int most) {
    return jdbi.withHandle(
        handle -> {
          Query query = handle.createQuery(OWNED.formatted(condition)).bind("most", most);
          binding.accept(query);
          return query.map((row, context) -> new Owned(owner(row), sum(row))).list();
        });
  }

  private static Owner owner(ResultSet row) throws SQLException {
    return new Owner(
        Dn.parse(row.getString("owner")),
        RowJson.readList(row.getString("owner_vos"), VoName.class));
  }

  static Sum on(Handle handle, NodeName node) {
    return handle
        .createQuery("select " + SUMS + " where node = :node and state <> 'DESTROYED'")
        .bind("node", node.value())
        .map((row, context) -> sum(row))
        .one();
  }

  static Sum by(Handle handle, Dn owner) {
    return handle
        .createQuery("select " + SUMS + " where owner_key = :owner and state <> 'DESTROYED'")
        .bind("owner", Columns.ownerKey(owner))
        .map((row, context) -> sum(row))
        .one();
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(
        row.getLong("vms"),
        new Capacity(row.getLong("cpus"), row.getLong("memory"), row.getLong("disk")));
  }
}
