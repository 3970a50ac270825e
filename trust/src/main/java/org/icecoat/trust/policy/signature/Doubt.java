package org.icecoat.trust.policy.signature;

import org.icecoat.trust.cms.CmsFlaw;

/** Why a policy is not accepted: one constant a check, each with words for people. */
public enum Doubt {
  MALFORMED("This is no signed policy: make one with icecoat policy sign"),
  NO_DOCUMENT("The signature does not hold the policy itself: sign without detaching it"),
  NOT_ONE_SIGNER("A policy has exactly one signer"),
  CERTIFICATE_MISSING("The signer's certificate is not in the signed policy"),
  ALGORITHM_WEAK("The policy is signed with an outdated algorithm: SHA-256 or better is needed"),
  SIGNATURE_WRONG("The signature is wrong: the policy was altered, or signed by somebody else"),
  TIME_MISSING("The signature does not say when it was made"),
  TIME_OUTSIDE_CERTIFICATE("The policy was signed when the signer's certificate was not valid"),
  SIGNED_IN_FUTURE("The policy was signed in the future: check the clocks"),
  SIGNER_UNTRUSTED("The signer's certificate is not trusted here"),
  SIGNER_IS_PROXY("A proxy signed the policy: sign with your own certificate"),
  SIGNER_NOT_SIGNING("The signer's certificate may not be used to sign, by its key usage"),
  SIGNER_NOT_ALLOWED("The signer may not sign policies here"),
  DOCUMENT_INVALID("The policy itself cannot be read"),
  FILES_WITHOUT_BOOT(
      "The policy asks for files (ima) and not for the whole boot: PCRs 0 to 9 belong among its"
          + " pcrs, by values or by the firmware's log, or software can make up the list"),
  DOCUMENT_DIFFERS("This is not the policy that was accepted before"),
  ROLLED_BACK("A later version of the policy has been accepted already"),
  CHANGED_WITHOUT_VERSION("The policy was changed without a new version"),
  ROLL_OUT_PAST(
      "The end asked for the version before has passed already: a roll-out of 0s ends it at once"),
  ROLL_OUT_TOO_LONG("The end asked for the version before is more than 90 days away"),
  ROLL_OUT_OVER(
      "The version before has ended, and none that has ended comes back: bring a new version that"
          + " allows what it allowed");

  private final String plain;

  Doubt(String plain) {
    this.plain = plain;
  }

  /** The same, said of a policy. */
  static Doubt of(CmsFlaw.Kind flaw) {
    return switch (flaw) {
      case MALFORMED -> MALFORMED;
      case NO_DOCUMENT -> NO_DOCUMENT;
      case NOT_ONE_SIGNER -> NOT_ONE_SIGNER;
      case CERTIFICATE_MISSING -> CERTIFICATE_MISSING;
      case ALGORITHM_WEAK -> ALGORITHM_WEAK;
      case SIGNATURE_WRONG -> SIGNATURE_WRONG;
      case SIGNER_NOT_SIGNING -> SIGNER_NOT_SIGNING;
      case TIME_MISSING -> TIME_MISSING;
      case TIME_OUTSIDE_CERTIFICATE -> TIME_OUTSIDE_CERTIFICATE;
      case SIGNED_IN_FUTURE -> SIGNED_IN_FUTURE;
    };
  }

  /** A sentence for people, without full stop. */
  public String plain() {
    return plain;
  }
}
