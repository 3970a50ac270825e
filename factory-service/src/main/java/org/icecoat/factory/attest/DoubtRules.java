package org.icecoat.factory.attest;

import java.util.Set;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.OnDoubt;

/** Of which doubts a site asks its administrators, and which it refuses without asking. */
public record DoubtRules(OnDoubt onChangedKey, OnDoubt onExpiredCertificate) {
  private OnDoubt on(Doubt doubt) {
    return switch (doubt) {
      case CHANGED_KEY -> onChangedKey;
      case EXPIRED_CERTIFICATE -> onExpiredCertificate;
    };
  }

  /** Whether the site lets the administrator accept it, and he does. */
  boolean overcome(Doubt doubt, Set<Doubt> accepted) {
    return on(doubt) == OnDoubt.ASK && accepted.contains(doubt);
  }

  /** What an administrator can do about it. */
  String advice(Doubt doubt) {
    return on(doubt) == OnDoubt.ASK
        ? "if you know why, enrol it again with --accept " + doubt.word()
        : "the rules of this site (attestation.on-%s) refuse that".formatted(doubt.word())
            + (doubt == Doubt.CHANGED_KEY ? "; remove the node first" : "");
  }
}
