package org.icecoat.console.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.text.Moments;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.RememberedHead;
import org.icecoat.trust.log.TreeHead;

/** Says what a judged proof proves, and what it does not. */
final class LogClaims {
  private final ImageProof proof;
  private final Moments moments;
  private final List<Claim> claims = new ArrayList<>();

  LogClaims(ImageProof proof, Moments moments) {
    this.proof = proof;
    this.moments = moments;
  }

  /** With a key that the user was told. */
  List<Claim> pinned(ProofVerdict verdict, Optional<RememberedHead> remembered) {
    if (verdict instanceof ProofVerdict.Refused refused) {
      refused
          .findings()
          .forEach(
              one -> claims.add(Claim.refuted("log", one.detail() + " (" + one.reason() + ")")));
      return claims;
    }
    claims.add(Claim.proved("key", "the log's key is the configured one"));
    claims.add(Claim.proved("head", head()));
    claims.add(Claim.proved("entry", entry(proof.registration())));
    claims.add(
        remembered
            .map(known -> Claim.proved("history", "the log continues " + known(known.head())))
            .orElseGet(
                () -> Claim.unproved("history", "nothing was remembered of this log; now it is")));
    retirement();
    return claims;
  }

  /** Without one: whatever is right is so under a key for which nobody vouches. */
  List<Claim> unpinned(ProofVerdict verdict) {
    Sha256 shown = proof.shown().key().id();
    if (verdict instanceof ProofVerdict.Refused) {
      return pinned(verdict, Optional.empty());
    }
    claims.add(
        Claim.unproved(
            "key",
            "the store shows %s; compare it with its administrator and set store-log-key"
                .formatted(shown)));
    claims.add(Claim.stated("head", head()));
    claims.add(Claim.stated("entry", entry(proof.registration())));
    claims.add(Claim.unproved("history", "without store-log-key nothing is remembered"));
    return claims;
  }

  private void retirement() {
    claims.add(
        proof
            .retirement()
            .map(end -> Claim.proved("retired", entry(end)))
            .orElseGet(
                () ->
                    Claim.stated(
                        "in use", "the store shows no retirement; it could hide a newer one")));
  }

  private TreeHead shown() {
    return proof.shown().head().head();
  }

  private String head() {
    return "%d entries, counter %d, said at %s"
        .formatted(shown().size(), shown().counter(), moments.full(shown().at()));
  }

  private String known(TreeHead head) {
    return "the one of %d entries of %s".formatted(head.size(), moments.full(head.at()));
  }

  private String entry(ImageProof.Logged logged) {
    LogEntry.Act act = logged.entry().act();
    String why = act.why().isEmpty() ? "" : ": " + act.why();
    return "entry %d, %s by %s%s"
        .formatted(logged.inclusion().index(), moments.full(act.at()), act.by(), why);
  }
}
