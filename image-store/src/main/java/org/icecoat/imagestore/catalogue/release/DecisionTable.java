package org.icecoat.imagestore.catalogue.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.jdbi.v3.core.Handle;

/** The rows of the journal: keys that were released, and the last refusals of each certificate. */
final class DecisionTable {
  /** So many refusals of one certificate are kept: who is refused again and again fills nothing. */
  static final int MOST_REFUSALS = 100;

  private DecisionTable() {}

  static void add(Handle handle, Release release) {
    handle.execute(
        "insert into key_release (released_at, image_id, node, dn, evidence, policy)"
            + " values (?, ?, ?, ?, ?, ?)",
        release.at().atOffset(ZoneOffset.UTC),
        release.image().digest().hex(),
        release.node().name().value(),
        release.node().dn().toString(),
        release.evidence().hex(),
        release.policy());
  }

  static void add(Handle handle, Refusal refusal) {
    String dn = refusal.dn().toString();
    handle.execute(
        "insert into key_release (released_at, image_id, node, dn, evidence, reasons)"
            + " values (?, ?, ?, ?, ?, ?)",
        refusal.at().atOffset(ZoneOffset.UTC),
        refusal.image().digest().hex(),
        refusal.node().value(),
        dn,
        refusal.evidence().map(Sha256::hex).orElse(null),
        String.join("\n", refusal.reasons()));
    handle
        .createUpdate(
            "delete from key_release where dn = :dn and reasons is not null and number <"
                + " (select min(number) from (select number from key_release where dn = :dn"
                + " and reasons is not null order by number desc limit :most) newest)")
        .bind("dn", dn)
        .bind("most", MOST_REFUSALS)
        .execute();
  }

  /** The newest of an image, at most so many. */
  static List<KeyDecision> newest(Handle handle, ImageId image, OptionalLong before, int most) {
    return handle
        .createQuery(
            "select * from key_release where image_id = :image and number < :before"
                + " order by number desc limit :most")
        .bind("image", image.digest().hex())
        .bind("before", before.orElse(Long.MAX_VALUE))
        .bind("most", most)
        .map((row, context) -> read(row))
        .list();
  }

  private static KeyDecision read(ResultSet row) throws SQLException {
    return new KeyDecision(
        row.getLong("number"),
        row.getObject("released_at", OffsetDateTime.class).toInstant(),
        new ImageId(Sha256.parse("sha256:" + row.getString("image_id"))),
        new NodeName(row.getString("node")),
        Dn.parse(row.getString("dn")),
        Optional.ofNullable(row.getString("evidence")).map(hex -> Sha256.parse("sha256:" + hex)),
        Optional.ofNullable(row.getString("policy")),
        Optional.ofNullable(row.getString("reasons"))
            .map(lines -> lines.lines().toList())
            .orElse(List.of()));
  }
}
