package org.icecoat.trust.policy.signature;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.cms.CmsReading;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicyVerdict.Finding;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.trust.structure.Octets;

/** Judges signed policies, telling everything that is wrong. For any number of threads. */
public final class PolicyVerifier {
  /** Longest file: the longest document in base64, with certificates. */
  static final int LONGEST = 2 * PolicyDocument.LONGEST;

  private final SignerJudge judge;
  private final Predicate<Dn> signers;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param signers who may sign policies
   */
  public PolicyVerifier(SignerJudge judge, Set<Dn> signers, Clock clock) {
    this(judge, Set.copyOf(signers)::contains, clock);
  }

  private PolicyVerifier(SignerJudge judge, Predicate<Dn> signers, Clock clock) {
    this.judge = judge;
    this.signers = signers;
    this.clock = clock;
  }

  /** One that lets anybody sign whose certificate is trusted: to show policies to people only. */
  public static PolicyVerifier ofAnySigner(SignerJudge judge, Clock clock) {
    return new PolicyVerifier(judge, anybody -> true, clock);
  }

  /**
   * Judges a policy that somebody brings. The signer's certificate has to be valid now, too.
   *
   * @param pem CMS SignedData
   */
  public PolicyVerdict verify(Octets pem) {
    return judged(pem, null);
  }

  /**
   * Judges again what was accepted before and kept since. The signer's certificate may have ended
   * or been revoked meanwhile; all else has to hold, for others may have written what was kept.
   *
   * @param accepted digest of the document that was accepted
   */
  public PolicyVerdict reopen(Octets pem, Sha256 accepted) {
    return judged(pem, accepted);
  }

  private PolicyVerdict judged(Octets pem, Sha256 accepted) {
    CmsReading reading = CmsReading.of(pem, LONGEST, clock.instant());
    List<Finding> found = new ArrayList<>();
    reading.flaws().forEach(flaw -> found.add(new Finding(Doubt.of(flaw.kind()), flaw.detail())));
    if (reading.signed().isEmpty()) {
      return new PolicyVerdict.Refused(found);
    }
    CmsReading.Signed signed = reading.signed().get();
    X509Certificate[] chain = signed.certificates();
    Dn name = accepted == null ? trusted(chain, found) : trustedOnce(chain, found);
    allowed(name, found);
    PolicyDocument document = document(signed.document(), accepted, found);
    return found.isEmpty()
        ? new PolicyVerdict.Accepted(new SignedPolicy(document, name, signed.at(), pem))
        : new PolicyVerdict.Refused(found);
  }

  /** The signer's name; null if the chain is not trusted. */
  private Dn trusted(X509Certificate[] chain, List<Finding> found) {
    CallerVerdict verdict = judge.judge(chain);
    if (verdict instanceof CallerVerdict.Refused refused) {
      found.add(new Finding(Doubt.SIGNER_UNTRUSTED, refused.plain()));
      return null;
    }
    AuthenticatedCaller caller = ((CallerVerdict.Authenticated) verdict).caller();
    if (caller.byProxy()) {
      found.add(new Finding(Doubt.SIGNER_IS_PROXY, caller.toString()));
    }
    return caller.dn();
  }

  /** The signer's name; null if the chain is not trusted, and cannot have been. */
  private Dn trustedOnce(X509Certificate[] chain, List<Finding> found) {
    boolean ended =
        judge.judge(chain) instanceof CallerVerdict.Refused refused
            && refused.findings().stream().allMatch(each -> each.reason().mayComeLater());
    return ended ? Dn.of(chain[0].getSubjectX500Principal()) : trusted(chain, found);
  }

  private void allowed(Dn name, List<Finding> found) {
    if (name != null && !signers.test(name)) {
      found.add(new Finding(Doubt.SIGNER_NOT_ALLOWED, name.toString()));
    }
  }

  private static PolicyDocument document(Octets yaml, Sha256 accepted, List<Finding> found) {
    try {
      PolicyDocument document = PolicyDocument.read(yaml);
      if (accepted != null && !document.digest().equals(accepted)) {
        String both = "%s instead of %s".formatted(document.digest(), accepted);
        found.add(new Finding(Doubt.DOCUMENT_DIFFERS, both));
      }
      return document;
    } catch (TrustException e) {
      found.add(new Finding(Doubt.DOCUMENT_INVALID, e.getMessage()));
      return null;
    }
  }
}
