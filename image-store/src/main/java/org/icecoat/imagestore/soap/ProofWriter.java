package org.icecoat.imagestore.soap;

import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.wire.store.ConsistencyType;
import org.icecoat.wire.store.LoggedEntryType;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProtectionType;
import org.icecoat.wire.store.TreeHeadType;

/** Writes heads and proofs as the contract has them. */
final class ProofWriter {
  private ProofWriter() {}

  static ProofsResponse image(ImageProof proof) {
    ProofsResponse wire = shown(proof.shown());
    wire.setRegistration(logged(proof.registration()));
    proof.retirement().map(ProofWriter::logged).ifPresent(wire::setRetirement);
    return wire;
  }

  static ProofsResponse shown(ImageProof.Shown shown) {
    ProofsResponse wire = new ProofsResponse();
    wire.setTreeHead(head(shown.head()));
    wire.setKey(shown.key().encoded());
    shown.growth().map(ProofWriter::consistency).ifPresent(wire::setConsistency);
    return wire;
  }

  static TreeHeadType head(SignedTreeHead signed) {
    TreeHead head = signed.head();
    TreeHeadType wire = new TreeHeadType();
    wire.setLog(head.log().toString());
    wire.setSize(head.size());
    wire.setRoot(head.root().toString());
    wire.setSaidAt(head.at());
    wire.setCounter(head.counter());
    wire.setProtection(
        switch (head.protection()) {
          case TPM -> ProtectionType.TPM;
          case NONE -> ProtectionType.NONE;
        });
    wire.setSignature(signed.signature());
    return wire;
  }

  private static LoggedEntryType logged(ImageProof.Logged logged) {
    LoggedEntryType wire = new LoggedEntryType();
    wire.setPosition(logged.inclusion().index());
    wire.setEntry(logged.entry().bytes());
    wire.getHash().addAll(hashes(logged.inclusion().path()));
    return wire;
  }

  private static ConsistencyType consistency(LogConsistency proof) {
    ConsistencyType wire = new ConsistencyType();
    wire.setSince(proof.from());
    wire.getHash().addAll(hashes(proof.path()));
    return wire;
  }

  private static List<String> hashes(List<Sha256> path) {
    return path.stream().map(Sha256::toString).toList();
  }
}
