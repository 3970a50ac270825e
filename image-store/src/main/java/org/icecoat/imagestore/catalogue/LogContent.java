package org.icecoat.imagestore.catalogue;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.structure.Octets;

/**
 * The log as the database has it at one moment; nothing of it is judged.
 *
 * @param owner whose log it is; empty if it was never begun
 * @param signed the signed head with the highest counter
 * @param intended the head with the highest counter, with the signature of its intention
 */
public record LogContent(
    Optional<Sha256> owner,
    List<Row> rows,
    Optional<SignedTreeHead> signed,
    Optional<SignedTreeHead> intended) {
  /** One entry as its bytes, and where it says that it is. */
  public record Row(long position, Octets entry) {}

  public LogContent {
    rows = List.copyOf(rows);
  }
}
