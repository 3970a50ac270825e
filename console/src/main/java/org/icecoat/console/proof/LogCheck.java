package org.icecoat.console.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.remote.StoreAccusation;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
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

  /** It did not, or not to this user. */
  private static final Set<ConsoleFault> AWAY =
      Set.of(ConsoleFault.UNAVAILABLE, ConsoleFault.LOGIN_NEEDED);

  /** A log seldom grows between two questions; one that does so each time is a lie. */
  private static final int MOST_LOOKS = 10;

  private final Session session;
  private final RememberedHeads heads;
  private final GuardCheck guard;
  private final StoreFindings store;

  /**
   * A check.
   *
   * @param makers of TPMs that the user trusts; without them none is asked for proof
   */
  public LogCheck(Session session, Optional<EndorsementCertificates> makers) {
    this.session = session;
    this.guard = new GuardCheck(session, makers);
    this.store = new StoreFindings(session::services);
    this.heads = new RememberedHeads(session.surroundings().place());
  }

  /**
   * All that can be said of the image of that id.
   *
   * @throws ConsoleException UNAVAILABLE or LOGIN_NEEDED, if the store is away
   */
  public List<Claim> claims(String id) {
    Optional<Sha256> pinned = session.settings().storeLogKey();
    try {
      Manifest manifest = manifest(id);
      if (!manifest.id().toString().equals(id)) {
        return List.of(Claim.refuted("manifest", "it is the one of " + manifest.id()));
      }
      List<Claim> claims = new ArrayList<>();
      claims.add(
          Claim.proved(
              "manifest", "its digest is the image's id: " + manifest.description().title()));
      claims.addAll(pinned.map(log -> pinned(manifest, log)).orElseGet(() -> unpinned(manifest)));
      return claims;
    } catch (ConsoleException e) {
      return unshown(id, e);
    }
  }

  /** The same; where the store is away, that nothing is proved. */
  public List<Claim> claimsIfThere(ImageId id) {
    try {
      return claims(id.toString());
    } catch (ConsoleException e) {
      if (!AWAY.contains(e.fault())) {
        throw e;
      }
      return List.of(Claim.unproved("log", "the store proves nothing now: " + e.getMessage()));
    }
  }

  private List<Claim> unshown(String id, ConsoleException why) {
    if (ANSWERED.contains(why.fault())) {
      return List.of(Claim.refuted("log", "the store shows no proof: " + why.getMessage()));
    }
    List<Claim> accused =
        StoreAccusation.in(why).isPresent()
            ? store.withholding(ImageFinder.id(id), why)
            : List.of();
    if (accused.isEmpty()) {
      throw why;
    }
    return accused;
  }

  /** What the store shows of that id; empty if that is something else, or nothing. */
  public Optional<Manifest> shown(ImageId id) {
    try {
      return Optional.of(manifest(id.toString())).filter(one -> one.id().equals(id));
    } catch (ConsoleException e) {
      if (!ANSWERED.contains(e.fault()) && !AWAY.contains(e.fault())) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private List<Claim> unpinned(Manifest manifest) {
    ImageProof proof = proof(manifest, Optional.empty());
    Sha256 shown = proof.shown().key().id();
    ProofVerdict verdict = check(shown).judge(manifest, proof, Optional.empty());
    List<Claim> claims = new LogClaims(proof, session.moments()).unpinned(verdict);
    return verdict instanceof ProofVerdict.Proved ? guarded(claims, proof) : claims;
  }

  /**
   * Others who verify at the same time may remember a head meanwhile. Then one is asked for that
   * continues both, theirs and the one that was shown here.
   */
  private List<Claim> pinned(Manifest manifest, Sha256 log) {
    Optional<RememberedHead> own = Optional.empty();
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      Optional<RememberedHead> known = heads.find(log);
      Look look = look(manifest, log, known);
      if (look.proved().isEmpty()) {
        return look.claims(session);
      }
      Optional<Look> other = own.map(shown -> look(manifest, log, Optional.of(shown)));
      if (other.filter(one -> one.proved().isEmpty()).isPresent()) {
        return other.get().claims(session);
      }
      RememberedHead head = look.proved().get();
      boolean both = other.filter(one -> !one.shows(head)).isEmpty();
      if (both && heads.replace(known, head)) {
        return guarded(look.claims(session), look.proof());
      }
      own = both ? look.proved() : own;
    }
    return List.of(
        Claim.refuted(
            "history", "the store showed two heads of its log, and none that continues both"));
  }

  /** The same, and what guards the log whose head was found right. */
  private List<Claim> guarded(List<Claim> claims, ImageProof proof) {
    claims.addAll(guard.claims(proof.shown().head().head()));
    return claims;
  }

  /** What was shown to one who remembers that head. */
  private record Look(ImageProof proof, ProofVerdict verdict, Optional<RememberedHead> known) {
    Optional<RememberedHead> proved() {
      return verdict instanceof ProofVerdict.Proved proved
          ? Optional.of(proved.head())
          : Optional.empty();
    }

    boolean shows(RememberedHead head) {
      return proof.shown().head().head().equals(head.head());
    }

    List<Claim> claims(Session session) {
      return new LogClaims(proof, session.moments()).pinned(verdict, known);
    }
  }

  private Look look(Manifest manifest, Sha256 log, Optional<RememberedHead> known) {
    ImageProof proof = proof(manifest, known);
    return new Look(proof, check(log).judge(manifest, proof, known), known);
  }

  private ProofCheck check(Sha256 log) {
    return new ProofCheck(log, session.surroundings().times().clock());
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
  private ImageProof proof(Manifest manifest, Optional<RememberedHead> remembered) {
    Proofs request = new Proofs();
    request.setId(manifest.id().toString());
    remembered.ifPresent(head -> request.setSince(head.head().size()));
    return Remote.call(() -> ProofMapper.proof(session.services().store().proofs(request)));
  }
}
