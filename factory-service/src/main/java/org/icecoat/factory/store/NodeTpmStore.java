package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.KnownFiles;
import org.icecoat.factory.trust.TpmSummary;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of nodes' TPMs, and of what they showed last. */
public final class NodeTpmStore {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTpmStore.class);

  private final Jdbi jdbi;

  public NodeTpmStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Which enrolment of a node something is about. With another attestation key it is another, and
   * after the node was removed.
   *
   * @param since when the node was enrolled first
   */
  public record Enrolment(TpmName attestationKey, Instant since) {}

  /**
   * A node's TPM.
   *
   * @param since when the node was enrolled first
   * @param clock of its last quote that was verified
   * @param restored what told that it had been put back to an old state, for people; goes with the
   *     node's removal only
   * @param files of the boot that the clock is of
   */
  public record Known(
      EnrolledTpm tpm,
      Instant since,
      Optional<ClockReading> clock,
      Optional<String> restored,
      KnownFiles files) {
    public Enrolment enrolment() {
      return new Enrolment(tpm.attestationKey().name(), since);
    }
  }

  public Optional<Known> find(NodeName node) {
    return jdbi.withHandle(handle -> find(handle, node));
  }

  private static Optional<Known> find(Handle handle, NodeName node) {
    List<Sha256> keys =
        handle
            .createQuery("select endorsement_key from node_tpm_key where node = :n order by number")
            .bind("n", node.value())
            .map((row, context) -> sha256(row.getString("endorsement_key")))
            .list();
    return handle
        .createQuery(
            "select node_tpm.*, node.enrolled_at as since from node_tpm"
                + " join node on node.name = node_tpm.node where node_tpm.node = :node")
        .bind("node", node.value())
        .map((row, context) -> read(row, keys))
        .findOne();
  }

  /** Whether that is the node's enrolment still; it is to the transaction's end. */
  static boolean isStill(Handle handle, NodeName node, Optional<Enrolment> enrolment) {
    return NodeStore.lock(handle, node).isPresent()
        && find(handle, node).map(Known::enrolment).equals(enrolment);
  }

  /** SHA-256 of the TLS key to which the node's last verified evidence was bound. */
  public Optional<Sha256> tlsKey(NodeName node) {
    return jdbi.withHandle(handle -> tlsKey(handle, node));
  }

  private static Optional<Sha256> tlsKey(Handle handle, NodeName node) {
    return handle
        .createQuery("select tls_key from node_tpm where node = :node and tls_key is not null")
        .bind("node", node.value())
        .map((row, context) -> sha256(row.getString("tls_key")))
        .findOne();
  }

  /** The TPMs of all nodes that have one. */
  public Map<NodeName, TpmSummary> summaries() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select node, proven, model from node_tpm")
                .map((row, context) -> Map.entry(new NodeName(row.getString("node")), summary(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static TpmSummary summary(ResultSet row) throws SQLException {
    ProvenTpm proven = RowJson.read(row.getString("proven"), ProvenTpm.class);
    return new TpmSummary(proven.tpmClass(), proven.maker(), row.getString("model"));
  }

  /** The node that is enrolled with that endorsement key. */
  public Optional<NodeName> holder(Sha256 endorsementKey) {
    return jdbi.withHandle(handle -> holder(handle, endorsementKey));
  }

  private static Optional<NodeName> holder(Handle handle, Sha256 endorsementKey) {
    return handle
        .createQuery("select node from node_tpm_key where endorsement_key = :key")
        .bind("key", endorsementKey.hex())
        .map((row, context) -> new NodeName(row.getString("node")))
        .findOne();
  }

  /**
   * Enrols a node with its TPM, or neither, and puts the TPM in the place of what was known of it.
   * With another attestation key all results before do not count; with the same one they do, and
   * its list of files goes on to be compared. The clock is the TPM's and not its key's: it goes on
   * in any case, and that the TPM was restored is not forgotten.
   *
   * @return what is in the way, if anything: the node that has the TPM, or the node itself if it
   *     has another
   */
  public Optional<NodeName> enrol(NodeAddress node, EnrolledTpm tpm) {
    try {
      return jdbi.inTransaction(handle -> enrolled(handle, node, tpm));
    } catch (UnableToExecuteStatementException e) {
      LOG.debug("Somebody was faster than the enrolment of {}", node.name(), e);
      return jdbi.inTransaction(handle -> enrolled(handle, node, tpm));
    }
  }

  private static Optional<NodeName> enrolled(Handle handle, NodeAddress node, EnrolledTpm tpm) {
    var unused = NodeStore.lock(handle, node.name());
    Optional<Known> known = find(handle, node.name());
    Optional<NodeName> inTheWay =
        known
            .filter(last -> !last.tpm().same(tpm))
            .map(last -> node.name())
            .or(() -> otherHolder(handle, tpm));
    if (inTheWay.isEmpty()) {
      NodeStore.enrol(handle, node, tpm.enrolledAt());
      replace(handle, known, tpm);
    }
    return inTheWay;
  }

  private static Optional<NodeName> otherHolder(Handle handle, EnrolledTpm tpm) {
    return tpm.endorsementKeys().stream()
        .flatMap(key -> holder(handle, key).stream())
        .filter(holder -> !holder.equals(tpm.node()))
        .findFirst();
  }

  private static void replace(Handle handle, Optional<Known> known, EnrolledTpm tpm) {
    Optional<Sha256> channel = tlsKey(handle, tpm.node());
    boolean sameKey = known.filter(last -> last.tpm().sameAttestationKey(tpm)).isPresent();
    handle.execute("delete from node_tpm where node = ?", tpm.node().value());
    if (!sameKey) {
      handle.execute("delete from node_trust where node = ?", tpm.node().value());
    }
    insert(handle, tpm);
    proof(
        handle,
        tpm.node(),
        new Shown(
            Optional.empty(),
            known.flatMap(Known::clock),
            Optional.empty(),
            known.flatMap(Known::restored),
            known.filter(last -> sameKey).map(Known::files),
            channel.filter(key -> sameKey)));
  }

  /**
   * Keeps that a node's TPM was put back to an old state, and nothing else of what it showed.
   *
   * @param enrolment as which the node was asked: what comes of it is none of another's business
   */
  public void restored(NodeName node, Enrolment enrolment, String told) {
    jdbi.useTransaction(
        handle -> {
          if (isStill(handle, node, Optional.of(enrolment))) {
            proof(handle, node, Shown.NOTHING.restored(Optional.of(told)));
          }
        });
  }

  private static void insert(Handle handle, EnrolledTpm tpm) {
    handle
        .createUpdate(
            "insert into node_tpm (node, proven, model, attestation_key, enrolled_at)"
                + " values (:node, :proven, :model, :attestation, :now)")
        .bind("node", tpm.node().value())
        .bind("proven", RowJson.write(tpm.proven()))
        .bind("model", tpm.model())
        .bind("attestation", tpm.attestationKey().area().sizedWire().hex())
        .bind("now", Columns.time(tpm.enrolledAt()))
        .execute();
    for (int i = 0; i < tpm.endorsementKeys().size(); i++) {
      handle.execute(
          "insert into node_tpm_key (endorsement_key, node, number) values (?, ?, ?)",
          tpm.endorsementKeys().get(i).hex(),
          tpm.node().value(),
          i);
    }
  }

  /**
   * What came of asking a node's TPM; what is empty leaves what is known of it.
   *
   * @param enrolment as which the node was asked; empty if it had no TPM
   * @param clock of a quote that was verified
   * @param tlsKey SHA-256 of the TLS key to which that quote was bound
   */
  public record Shown(
      Optional<Enrolment> enrolment,
      Optional<ClockReading> clock,
      Optional<Evidence> evidence,
      Optional<String> restored,
      Optional<KnownFiles> files,
      Optional<Sha256> tlsKey) {
    static final Shown NOTHING = nothing(Optional.empty(), Optional.empty());

    /** No quote and no evidence. */
    public static Shown nothing(Optional<Enrolment> enrolment, Optional<KnownFiles> files) {
      return new Shown(
          enrolment, Optional.empty(), Optional.empty(), Optional.empty(), files, Optional.empty());
    }

    Shown restored(Optional<String> told) {
      return new Shown(enrolment, clock, evidence, told, files, tlsKey);
    }

    /** What counts of it if another attestation came after it. */
    Shown alarm() {
      return NOTHING.restored(restored);
    }
  }

  /** Keeps what a node's TPM showed last. */
  static void proof(Handle handle, NodeName node, Shown shown) {
    handle
        .createUpdate(
            "update node_tpm set clock = coalesce(:clock, clock), restored = coalesce(restored,"
                + " :restored), files = coalesce(:files, files), tls_key = coalesce(:key, tls_key)"
                + " where node = :node")
        .bind("key", Columns.digest(shown.tlsKey()))
        .bind("restored", shown.restored().orElse(null))
        .bind("clock", shown.clock().map(RowJson::write).orElse(null))
        .bind("files", shown.files().map(RowJson::write).orElse(null))
        .bind("node", node.value())
        .execute();
  }

  private static Sha256 sha256(String hex) {
    return Sha256.parse("sha256:" + hex);
  }

  private static Known read(ResultSet row, List<Sha256> keys) throws SQLException {
    PublicArea area = PublicArea.parseSized(Octets.parse(row.getString("attestation_key")));
    AttestationKey key =
        AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, area.name()))
            .accepted()
            .orElseThrow(() -> new IllegalStateException("A row's attestation key is none"));
    EnrolledTpm tpm =
        new EnrolledTpm(
            new NodeName(row.getString("node")),
            keys,
            RowJson.read(row.getString("proven"), ProvenTpm.class),
            row.getString("model"),
            key,
            Columns.time(row, "enrolled_at"));
    return new Known(
        tpm,
        Columns.time(row, "since"),
        Optional.ofNullable(row.getString("clock"))
            .map(json -> RowJson.read(json, ClockReading.class)),
        Optional.ofNullable(row.getString("restored")),
        Optional.ofNullable(row.getString("files"))
            .map(json -> RowJson.read(json, KnownFiles.class))
            .orElse(KnownFiles.NONE));
  }
}
