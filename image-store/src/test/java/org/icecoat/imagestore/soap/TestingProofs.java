package org.icecoat.imagestore.soap;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Manifest;
import org.icecoat.service.soap.Fields;
import org.icecoat.service.soap.ManifestReader;
import org.icecoat.service.soap.ProofReader;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.ProofCheck;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.RememberedHead;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;

/** A relying party over the wire: it knows the log's key and remembers the last head. */
public final class TestingProofs {
  private static final Fields FIELDS =
      new Fields((field, why, cause) -> new IllegalArgumentException(field + ": " + why, cause));

  private final Sha256 pinned;
  private Optional<RememberedHead> remembered = Optional.empty();

  private TestingProofs(Sha256 pinned) {
    this.pinned = pinned;
  }

  /** One who was told the key that the store has now. */
  public static TestingProofs of(ImageStore store) throws Exception {
    return new TestingProofs(Sha256.parse(store.proofs(new Proofs()).getTreeHead().getLog()));
  }

  /** Asks for an image and its proof, and remembers the head if all of it is right. */
  public ProofVerdict judge(ImageStore store, String id) throws Exception {
    GetImage get = new GetImage();
    get.setId(id);
    Manifest manifest =
        new ManifestReader(FIELDS).manifest(store.getImage(get).getImage().getManifest());
    ImageProof proof = new ProofReader(FIELDS).image(store.proofs(request(id)));
    return kept(new ProofCheck(pinned, Clock.systemUTC()).judge(manifest, proof, remembered));
  }

  /** The reasons for which the head is refused that the store shows to those who remember none. */
  public List<LogFinding.Reason> refusals(ImageStore store) throws Exception {
    ProofsResponse shown = store.proofs(new Proofs());
    ProofVerdict verdict =
        new ProofCheck(pinned, Clock.systemUTC())
            .judge(new ProofReader(FIELDS).shown(shown), remembered);
    return verdict instanceof ProofVerdict.Refused refused
        ? refused.findings().stream().map(LogFinding::reason).toList()
        : List.of();
  }

  private Proofs request(String id) {
    Proofs request = new Proofs();
    request.setId(id);
    remembered.ifPresent(head -> request.setSince(head.head().size()));
    return request;
  }

  private ProofVerdict kept(ProofVerdict verdict) {
    if (verdict instanceof ProofVerdict.Proved proved) {
      remembered = Optional.of(proved.head());
    }
    return verdict;
  }
}
