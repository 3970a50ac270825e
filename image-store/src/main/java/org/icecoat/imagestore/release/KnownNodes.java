package org.icecoat.imagestore.release;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.catalogue.release.KnownNode;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.trust.structure.Attestation.ClockReading;

/**
 * Which certificate, name and TPM belong together. A quote says which TPM made it, not in which
 * machine that is: who has stolen a node's certificate must not bring a TPM of his own.
 */
final class KnownNodes {
  private static final String MEND =
      "; if that is as it should be, the store's administrator takes the certificate out of the"
          + " nodes of its policy file, starts the store, and names it again";

  private final ReleaseStore store;

  KnownNodes(ReleaseStore store) {
    this.store = store;
  }

  /** Everything that speaks against this node's being the one that it says. */
  List<String> objections(KnownNode node) {
    Stream<String> others =
        store.nodes().stream()
            .filter(known -> !known.same(node))
            .flatMap(known -> objections(known, node));
    Stream<String> own = store.restored(node.name()).map(why -> why + MEND).stream();
    return Stream.concat(others, own).distinct().toList();
  }

  /** Gives that node nothing more, whatever its TPM shows later. */
  void restored(NodeName node, String why) {
    store.restored(node, why);
  }

  private static Stream<String> objections(KnownNode known, KnownNode node) {
    Stream.Builder<String> found = Stream.builder();
    if (known.dn().equals(node.dn()) && !known.name().equals(node.name())) {
      found.add("This certificate belongs to the node " + known.name() + MEND);
    }
    if (known.name().equals(node.name()) && !known.dn().equals(node.dn())) {
      found.add("The node " + node.name() + " has another certificate, " + known.dn() + MEND);
    }
    boolean same = known.dn().equals(node.dn()) || known.name().equals(node.name());
    if (same && !known.sharesTpm(node)) {
      found.add("The node has another TPM than before" + MEND);
    }
    if (!same && known.sharesTpm(node)) {
      found.add("The TPM is that of the node " + known.name() + MEND);
    }
    return found.build();
  }

  Optional<ClockReading> clock(NodeName node) {
    return store.clock(node);
  }
}
