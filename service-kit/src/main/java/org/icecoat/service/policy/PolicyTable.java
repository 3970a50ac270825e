package org.icecoat.service.policy;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.Octets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rows of the appraisal policies in force, in a table trust_policy of the service's own. */
public final class PolicyTable {
  private final Jdbi jdbi;

  public PolicyTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A policy that was in force.
   *
   * @param pem the signed policy, to be judged again
   * @param digest of the document that was accepted
   * @param until when it ends; empty for the newest
   */
  public record Kept(String name, Octets pem, Sha256 digest, Optional<Instant> until) {}

  /** All, by name, the newest first. */
  public List<Kept> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from trust_policy order by name, version desc")
                .map((row, context) -> read(row))
                .list());
  }

  /**
   * Puts them in the place of those with the same names, but never an older for a newer one.
   *
   * @param policies by name, the newest first
   * @throws org.jdbi.v3.core.JdbiException if the database cannot take them now
   */
  public void keep(List<AcceptedPolicy> policies) {
    jdbi.useTransaction(handle -> keep(handle, policies));
  }

  private static void keep(Handle handle, List<AcceptedPolicy> policies) {
    boolean newer = true;
    for (AcceptedPolicy policy : policies) {
      boolean newest = policy.until().isEmpty();
      newer = newest ? makeRoom(handle, policy) : newer;
      if (newer) {
        insert(handle, policy);
      }
    }
  }

  /** Tells whether no newer version is there. */
  private static boolean makeRoom(Handle handle, AcceptedPolicy policy) {
    String name = policy.id().name().value();
    handle.execute(
        "delete from trust_policy where name = ? and version <= ?", name, policy.id().version());
    return handle
        .createQuery("select version from trust_policy where name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .findFirst()
        .isEmpty();
  }

  private static void insert(Handle handle, AcceptedPolicy policy) {
    handle
        .createUpdate(
            "insert into trust_policy (name, version, digest, ends, pem) values (:name, :version,"
                + " :digest, :ends, :pem)")
        .bind("name", policy.id().name().value())
        .bind("version", policy.id().version())
        .bind("digest", policy.id().digest().hex())
        .bind("ends", policy.until().map(PolicyTable::column).orElse(null))
        .bind("pem", new String(policy.signed().pem().bytes(), StandardCharsets.US_ASCII))
        .execute();
  }

  /** Databases keep microseconds, and some round up: no version counts longer for that. */
  private static OffsetDateTime column(Instant end) {
    return end.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static Kept read(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("name"),
        Octets.of(row.getString("pem").getBytes(StandardCharsets.US_ASCII)),
        Sha256.parse("sha256:" + row.getString("digest")),
        Optional.ofNullable(row.getObject("ends", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
