package org.icecoat.trust.policy;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/** A policy as somebody wrote it, comments and all, and as it was understood. Immutable. */
public final class PolicyDocument {
  /** Longest document: 1 MiB. */
  public static final int LONGEST = 1 << 20;

  private final Octets yaml;
  private final AppraisalPolicy policy;
  private final PolicyId id;

  private PolicyDocument(Octets yaml, AppraisalPolicy policy) {
    this.yaml = yaml;
    this.policy = policy;
    Sha256 digest = Sha256.of(HashAlgorithm.SHA256.hash(yaml).bytes());
    this.id = new PolicyId(policy.name(), policy.version(), digest);
  }

  /**
   * Reads a document, strictly.
   *
   * @throws org.icecoat.trust.TrustException POLICY_MALFORMED, with line, key and what to do
   */
  public static PolicyDocument read(Octets yaml) {
    return new PolicyDocument(yaml, PolicyReading.read(yaml));
  }

  /** The bytes as they were read: these are signed and named. */
  public Octets yaml() {
    return yaml;
  }

  public AppraisalPolicy policy() {
    return policy;
  }

  public PolicyId id() {
    return id;
  }

  /** SHA-256 of the bytes. */
  public Sha256 digest() {
    return id.digest();
  }

  @Override
  public String toString() {
    return "policy " + id;
  }
}
