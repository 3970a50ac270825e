package org.icecoat.factory.store;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The evidence that nodes gave, by its digest: kept as long as a result, a change of trust or a run
 * names it, of each node the newest and then what runs name up to a bound.
 */
public final class EvidenceStore {
  static final long MOST_BYTES = 256L << 20;

  private static final String NAMED =
      " exists (select 1 from vm_run r where r.evidence = e.digest)";
  private static final String NAMED_OF_NODES =
      " exists (select 1 from node_trust t where t.evidence = e.digest)"
          + " or exists (select 1 from node_trust_change c where c.evidence = e.digest)";

  private final Jdbi jdbi;

  public EvidenceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What that node gave. */
  public Optional<Octets> of(NodeName node, Sha256 digest) {
    return jdbi.withHandle(
        handle ->
            content(
                handle
                    .createQuery(
                        "select content from kept_evidence_content where node = :node and digest ="
                            + " :digest")
                    .bind("node", node.value())
                    .bind("digest", digest.hex())));
  }

  /** What a run of the VM, or the last result of its node, names. */
  public Optional<Octets> of(VmId vm, Sha256 digest) {
    return jdbi.withHandle(
        handle ->
            content(
                handle
                    .createQuery(
                        "select content from kept_evidence_content e where digest = :digest and"
                            + " (exists (select 1 from vm_run r where r.vm_id = :vm and r.evidence"
                            + " = e.digest) or exists (select 1 from node_trust t join vm v on"
                            + " v.node = t.node where v.id = :vm and t.evidence = e.digest))"
                            + " limit 1")
                    .bind("vm", vm.value())
                    .bind("digest", digest.hex())));
  }

  private static Optional<Octets> content(Query query) {
    return query.map((row, context) -> Octets.of(row.getBytes("content"))).findOne();
  }

  /** Forgets what nobody names, unless it came after that moment: a run may be about to name it. */
  public void tidy(Instant moment) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from kept_evidence e where kept_at < :moment and not ("
                        + NAMED
                        + " or"
                        + NAMED_OF_NODES
                        + ")")
                .bind("moment", Columns.time(moment))
                .execute());
  }

  /** Keeps what a node gave; its row is locked. */
  static void keep(Handle handle, NodeName node, Evidence evidence, Instant now) {
    Sha256 digest = evidence.digest();
    if (!again(handle, node, digest, now)) {
      Octets content = evidence.encoded();
      handle.execute(
          "insert into kept_evidence (node, digest, kept_at, bytes) values (?, ?, ?, ?)",
          node.value(),
          digest.hex(),
          Columns.time(now),
          content.length());
      handle.execute(
          "insert into kept_evidence_content (node, digest, content) values (?, ?, ?)",
          node.value(),
          digest.hex(),
          content.bytes());
    }
  }

  private static boolean again(Handle handle, NodeName node, Sha256 digest, Instant now) {
    return handle.execute(
            "update kept_evidence set kept_at = ? where node = ? and digest = ?",
            Columns.time(now),
            node.value(),
            digest.hex())
        == 1;
  }

  /** Of a node's evidence the newest goes last, and what runs name after all that they do not. */
  static void bound(Handle handle, NodeName node, long mostBytes) {
    if (bytes(handle, node) > mostBytes) {
      long soFar = 0;
      for (Kept kept : lastToGoFirst(handle, node)) {
        soFar += kept.bytes();
        if (soFar > mostBytes) {
          handle.execute(
              "delete from kept_evidence where node = ? and digest = ?",
              node.value(),
              kept.digest());
        }
      }
    }
  }

  private static long bytes(Handle handle, NodeName node) {
    return handle
        .createQuery("select coalesce(sum(bytes), 0) from kept_evidence where node = :node")
        .bind("node", node.value())
        .mapTo(Long.class)
        .one();
  }

  private record Kept(String digest, long bytes, Instant at, boolean named) {}

  private static List<Kept> lastToGoFirst(Handle handle, NodeName node) {
    List<Kept> all =
        handle
            .createQuery(
                "select e.digest, e.bytes, e.kept_at,"
                    + NAMED
                    + " as named from kept_evidence e where e.node = :node")
            .bind("node", node.value())
            .map((row, context) -> kept(row))
            .list();
    Instant newest = all.stream().map(Kept::at).max(naturalOrder()).orElse(Instant.EPOCH);
    return all.stream()
        .sorted(
            comparing((Kept kept) -> !kept.at().equals(newest))
                .thenComparing(kept -> !kept.named())
                .thenComparing(Kept::at, reverseOrder())
                .thenComparing(Kept::digest))
        .toList();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("digest"),
        row.getLong("bytes"),
        Columns.time(row, "kept_at"),
        row.getBoolean("named"));
  }
}
