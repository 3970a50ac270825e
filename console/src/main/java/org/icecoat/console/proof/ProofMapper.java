package org.icecoat.console.proof;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.wire.store.LoggedEntryType;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.TreeHeadType;

/** What a store shows of its log as values, not judged; what is none fails in some way. */
final class ProofMapper {
  private ProofMapper() {}

  static ImageProof proof(ProofsResponse wire) {
    SignedTreeHead head = head(wire.getTreeHead());
    long size = head.head().size();
    Optional<LogConsistency> growth =
        Optional.ofNullable(wire.getConsistency())
            .map(proof -> new LogConsistency(proof.getSince(), size, hashes(proof.getHash())));
    return new ImageProof(
        new ImageProof.Shown(head, LogKey.decode(wire.getKey()), growth),
        logged(wire.getRegistration(), size),
        Optional.ofNullable(wire.getRetirement()).map(end -> logged(end, size)));
  }

  private static SignedTreeHead head(TreeHeadType wire) {
    TreeHead head =
        new TreeHead(
            Sha256.parse(wire.getLog()),
            wire.getSize(),
            Sha256.parse(wire.getRoot()),
            wire.getSaidAt(),
            wire.getCounter(),
            switch (wire.getProtection()) {
              case TPM -> TreeHead.Protection.TPM;
              case NONE -> TreeHead.Protection.NONE;
            });
    return new SignedTreeHead(head, wire.getSignature());
  }

  private static ImageProof.Logged logged(LoggedEntryType wire, long size) {
    return new ImageProof.Logged(
        LogEntry.parse(wire.getEntry()),
        new LogInclusion(wire.getPosition(), size, hashes(wire.getHash())));
  }

  private static List<Sha256> hashes(List<String> wire) {
    return wire.stream().map(Sha256::parse).toList();
  }
}
