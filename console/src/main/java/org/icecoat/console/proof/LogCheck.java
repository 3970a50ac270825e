package org.icecoat.console.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.ProofCheck;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.RememberedHead;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.Proofs;

/** Checks here what the store's log proves of an image, and remembers the head. */
public final class LogCheck {
  /** The store answered, and what it said is no proof. */
  private static final Set<ConsoleFault> ANSWERED =
      Set.of(ConsoleFault.FAILED, ConsoleFault.REFUSED, ConsoleFault.NOT_FOUND);

  private final Session session;
  private final RememberedHeads heads;

  public LogCheck(Session session) {
    this.session = session;
    this.heads = new RememberedHeads(session.surroundings().place());
  }

  /** All that can be said of the image of that id. */
  public List<Claim> claims(String id) {
    Optional<Sha256> pinned = session.settings().storeLogKey();
    Optional<RememberedHead> remembered = pinned.flatMap(heads::find);
    try {
      Manifest manifest = manifest(id);
      if (!manifest.id().toString().equals(id)) {
        return List.of(Claim.refuted("manifest", "it is the one of " + manifest.id()));
      }
      List<Claim> claims = new ArrayList<>();
      claims.add(
          Claim.proved(
              "manifest", "its digest is the image's id: " + manifest.description().title()));
      claims.addAll(judged(manifest, proof(id, remembered), pinned, remembered));
      return claims;
    } catch (ConsoleException e) {
      if (!ANSWERED.contains(e.fault())) {
        throw e;
      }
      return List.of(Claim.refuted("log", "the store shows no proof: " + e.getMessage()));
    }
  }

  /** What the store shows of that id; empty if that is something else, or nothing. */
  public Optional<Manifest> shown(ImageId id) {
    try {
      return Optional.of(manifest(id.toString())).filter(one -> one.id().equals(id));
    } catch (ConsoleException e) {
      if (!ANSWERED.contains(e.fault())) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private List<Claim> judged(
      Manifest manifest,
      ImageProof proof,
      Optional<Sha256> pinned,
      Optional<RememberedHead> remembered) {
    Sha256 key = pinned.orElse(proof.shown().key().id());
    ProofVerdict verdict =
        new ProofCheck(key, session.surroundings().times().clock())
            .judge(manifest, proof, remembered);
    LogClaims claims = new LogClaims(proof, session.moments());
    if (pinned.isEmpty()) {
      return claims.unpinned(verdict);
    }
    if (verdict instanceof ProofVerdict.Proved proved) {
      heads.keep(proved.head());
    }
    return claims.pinned(verdict, remembered);
  }

  private Manifest manifest(String id) {
    GetImage request = new GetImage();
    request.setId(id);
    return Remote.call(
        () ->
            ManifestMapper.manifest(
                session.services().store().getImage(request).getImage().getManifest()));
  }

  /** What is no proof at all fails the call. */
  private ImageProof proof(String id, Optional<RememberedHead> remembered) {
    Proofs request = new Proofs();
    request.setId(id);
    remembered.ifPresent(head -> request.setSince(head.head().size()));
    return Remote.call(() -> ProofMapper.proof(session.services().store().proofs(request)));
  }
}
