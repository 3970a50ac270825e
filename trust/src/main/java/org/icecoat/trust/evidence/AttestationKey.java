package org.icecoat.trust.evidence;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.TpmName;

/**
 * An AK whose public area allows believing it: restricted, signing only, bound to its TPM and made
 * there, strong, with a fixed scheme. That it lies in a real TPM is proven by activating a
 * credential, once, at enrolment. Immutable.
 */
public final class AttestationKey {
  private final PublicArea area;
  private final TpmName name;
  private final TpmName qualifiedName;
  private final PublicKey publicKey;

  private AttestationKey(PublicArea area, TpmName qualifiedName, PublicKey publicKey) {
    this.area = area;
    this.name = area.name();
    this.qualifiedName = qualifiedName;
    this.publicKey = publicKey;
  }

  /**
   * Judges a key by its public area.
   *
   * @param qualifiedName which every statement of the key has to name: {@code TpmName.qualified} of
   *     the endorsement hierarchy and the path down to the key
   */
  public static Verdict<AttestationKey> judge(PublicArea area, TpmName qualifiedName) {
    List<Finding> found = new ArrayList<>();
    KeyRules.attestation(area, found);
    PublicKey publicKey = publicKey(area, found);
    return found.isEmpty()
        ? new Verdict.Accepted<>(new AttestationKey(area, qualifiedName, publicKey))
        : new Verdict.Refused<>(found);
  }

  /** The key as the JCA has it, or null with a finding. */
  static PublicKey publicKey(PublicArea area, List<Finding> found) {
    try {
      return area.publicKey();
    } catch (TrustException e) {
      found.add(new Finding(Reason.KEY_MALFORMED, e.getMessage()));
      return null;
    }
  }

  public PublicArea area() {
    return area;
  }

  public TpmName name() {
    return name;
  }

  public TpmName qualifiedName() {
    return qualifiedName;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public Scheme scheme() {
    return area.parameters().scheme();
  }

  @Override
  public String toString() {
    return "attestation key " + name;
  }
}
