package org.icecoat.trust.policy.signature;

import java.time.Instant;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.structure.Octets;

/** A policy whose signature was verified; only {@link PolicyVerifier} makes one. Immutable. */
public final class SignedPolicy {
  private final PolicyDocument document;
  private final Dn signer;
  private final Instant signed;
  private final Octets pem;

  SignedPolicy(PolicyDocument document, Dn signer, Instant signed, Octets pem) {
    this.document = document;
    this.signer = signer;
    this.signed = signed;
    this.pem = pem;
  }

  public PolicyDocument document() {
    return document;
  }

  public AppraisalPolicy policy() {
    return document.policy();
  }

  public PolicyId id() {
    return document.id();
  }

  public Dn signer() {
    return signer;
  }

  /** When, as the signer says. */
  public Instant signed() {
    return signed;
  }

  /** The file as it was read, to be kept and shown. */
  public Octets pem() {
    return pem;
  }

  @Override
  public String toString() {
    return "policy %s signed by %s".formatted(id(), signer);
  }
}
