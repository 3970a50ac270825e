package org.icecoat.trust.evidence.endorsement;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.structure.Octets;

/**
 * What the CAs of one maker say to have revoked.
 *
 * @param newest of each CA and part of its certificates the list that counts
 * @param unusable issuers of lists that none of the CAs signed, or none with an algorithm that
 *     counts, or that are not understood
 */
record MakerLists(Map<Source, RevocationList> newest, List<String> unusable) {
  static final MakerLists NONE = new MakerLists(Map.of(), List.of());

  /** Who gives a list, of which part of its certificates. */
  record Source(X509Certificate authority, Octets part) {}

  MakerLists {
    newest = Map.copyOf(newest);
    unusable = List.copyOf(unusable);
  }

  static MakerLists of(Maker maker, List<RevocationList> read) {
    Map<Source, RevocationList> newest = new HashMap<>();
    List<String> unusable = new ArrayList<>();
    for (RevocationList list : read) {
      List<X509Certificate> signers = maker.authorities().stream().filter(list::signedBy).toList();
      if (signers.isEmpty() || !list.stronglySigned() || !list.understood()) {
        unusable.add(list.issuer());
      } else {
        signers.forEach(
            signer -> newest.merge(new Source(signer, list.part()), list, RevocationList::newer));
      }
    }
    return new MakerLists(newest, unusable);
  }

  /** The same, where no list has gone back behind one that was seen before. */
  MakerLists after(MakerLists before) {
    Map<Source, RevocationList> kept = new HashMap<>(newest);
    kept.replaceAll((source, list) -> list.newer(before.newest.getOrDefault(source, list)));
    return new MakerLists(kept, unusable);
  }

  /** The lists of that CA which speak of other CAs, or of endorsement keys. */
  List<RevocationList> of(X509Certificate authority, boolean authorities) {
    return newest.entrySet().stream()
        .filter(each -> each.getKey().authority().equals(authority))
        .map(Map.Entry::getValue)
        .filter(list -> list.concerns(authorities))
        .toList();
  }
}
