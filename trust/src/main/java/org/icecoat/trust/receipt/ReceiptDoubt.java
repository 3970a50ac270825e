package org.icecoat.trust.receipt;

import org.icecoat.trust.cms.CmsFlaw;

/** Why a receipt, or a part of it, is not believed: one constant a check, with words for people. */
public enum ReceiptDoubt {
  MALFORMED("it is no signed receipt"),
  NO_DOCUMENT("the signature does not hold what was signed"),
  NOT_ONE_SIGNER("it has not exactly one signature"),
  CERTIFICATE_MISSING("the signer's certificate is not in it"),
  ALGORITHM_WEAK("it is signed with an outdated algorithm"),
  SIGNATURE_WRONG("its signature is wrong: it was altered, or signed by somebody else"),
  SIGNER_NOT_SIGNING("the signer's certificate may not be used to sign"),
  TIME_MISSING("its signature does not say when it was made"),
  TIME_OUTSIDE_CERTIFICATE("it was signed when the signer's certificate was not valid"),
  SIGNED_IN_FUTURE("it was signed in the future: check the clocks"),
  SIGNER_UNTRUSTED("the signer's certificate is not one of that host that is trusted here"),
  DOCUMENT_INVALID("what is signed is not written as receipts are"),
  /** The node's certificate is for the right host, but not the one that was enrolled. */
  OTHER_CERTIFICATE("it is signed by another host than the enrolled one"),
  OTHER_NODE("it is the part of another node"),
  OTHER_VM("it is about another VM"),
  OTHER_PLACEMENT("it is about another placement of the VM"),
  OTHER_OWNER("the node ran the VM for somebody else"),
  OTHER_APPLICATION("the node ran another application"),
  OTHER_IMAGE("the node ran another image"),
  TIMES_CONTRADICT("the times of factory and node contradict each other");

  private final String plain;

  ReceiptDoubt(String plain) {
    this.plain = plain;
  }

  /** For people, without capital and full stop. */
  public String plain() {
    return plain;
  }

  static ReceiptDoubt of(CmsFlaw.Kind flaw) {
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
}
