package org.icecoat.service.soap;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.wire.store.ConsistencyType;
import org.icecoat.wire.store.LoggedEntryType;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProtectionType;
import org.icecoat.wire.store.TreeHeadType;

/** Reads what a store shows of its log; nothing of it is judged, but what is none is refused. */
public final class ProofReader {
  private final Fields fields;

  public ProofReader(Fields fields) {
    this.fields = fields;
  }

  /** What was shown for an image. */
  public ImageProof image(ProofsResponse wire) {
    ImageProof.Shown shown = shown(wire);
    long size = shown.head().head().size();
    LoggedEntryType registration = fields.required("Registration", wire.getRegistration());
    return new ImageProof(
        shown,
        logged("Registration", registration, size),
        Optional.ofNullable(wire.getRetirement()).map(end -> logged("Retirement", end, size)));
  }

  /** The head, its key and the proof of growth. */
  public ImageProof.Shown shown(ProofsResponse wire) {
    SignedTreeHead head = head(fields.required("TreeHead", wire.getTreeHead()));
    return new ImageProof.Shown(
        head,
        fields.required("Key", wire.getKey(), key -> value(() -> LogKey.decode(key))),
        Optional.ofNullable(wire.getConsistency())
            .map(proof -> consistency(proof, head.head().size())));
  }

  private SignedTreeHead head(TreeHeadType wire) {
    Sha256 log = fields.required("Log", wire.getLog(), Sha256::parse);
    Sha256 root = fields.required("Root", wire.getRoot(), Sha256::parse);
    TreeHead.Protection protection =
        fields.required("Protection", wire.getProtection(), ProofReader::protection);
    TreeHead head =
        fields.required(
            "SaidAt",
            wire.getSaidAt(),
            at -> new TreeHead(log, wire.getSize(), root, at, wire.getCounter(), protection));
    return fields.required(
        "Signature",
        wire.getSignature(),
        signature -> value(() -> new SignedTreeHead(head, signature)));
  }

  private static TreeHead.Protection protection(ProtectionType wire) {
    return switch (wire) {
      case TPM -> TreeHead.Protection.TPM;
      case NONE -> TreeHead.Protection.NONE;
    };
  }

  private ImageProof.Logged logged(String field, LoggedEntryType wire, long size) {
    LogEntry entry =
        fields.required(
            field + "/Entry", wire.getEntry(), bytes -> value(() -> LogEntry.parse(bytes)));
    List<Sha256> path = hashes(wire.getHash());
    return fields.required(
        field,
        path,
        all ->
            new ImageProof.Logged(
                entry, value(() -> new LogInclusion(wire.getPosition(), size, all))));
  }

  private LogConsistency consistency(ConsistencyType wire, long size) {
    List<Sha256> path = hashes(wire.getHash());
    return fields.required(
        "Consistency", path, all -> value(() -> new LogConsistency(wire.getSince(), size, all)));
  }

  private List<Sha256> hashes(List<String> wire) {
    return wire.stream().map(hash -> fields.required("Hash", hash, Sha256::parse)).toList();
  }

  private static <T> T value(Supplier<T> read) {
    try {
      return read.get();
    } catch (TrustException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
