package org.icecoat.trust.evidence;

/** Why evidence is not believed: one constant a check, each with words for people. */
public enum Reason {
  ATTESTATION_MALFORMED("What the TPM signed cannot be read"),
  SIGNATURE_MALFORMED("The TPM's signature cannot be read"),
  PCR_VALUES_MALFORMED("The PCR values cannot be read"),
  NOT_FROM_TPM("What is signed does not begin as everything that a TPM says itself"),
  WRONG_TYPE("The TPM signed a statement of another type than was asked for"),
  KEY_MALFORMED("The public part of a key cannot be read"),
  KEY_UNKNOWN("The key is not the attestation key with which the node was enrolled"),
  KEY_NOT_RESTRICTED("The key is not restricted, so it may sign invented statements"),
  KEY_NOT_SIGNING("The key may not sign"),
  KEY_NOT_STORAGE("The key is no storage key: it must be restricted and decrypt"),
  KEY_DECRYPTS("The key may also decrypt"),
  KEY_NOT_FIXED("The key may leave its TPM"),
  KEY_IMPORTED("The key was not made by the TPM"),
  KEY_WEAK("The key is too weak: RSA needs 2048 bits, elliptic curves 256, names SHA-256"),
  SCHEME_OPEN("The key has no fixed signing scheme with SHA-256 or better"),
  SCHEME_DIFFERS("The signature has another scheme or hash than the key is enrolled with"),
  SIGNATURE_OUT_OF_RANGE("The signature's numbers cannot come from such a key"),
  SIGNATURE_WRONG("The signature is wrong"),
  CHALLENGE_UNKNOWN("The challenge was never issued here, or has been answered already"),
  CHALLENGE_EXPIRED("The challenge was answered too late"),
  CHALLENGE_DIFFERS(
      "The answer is for another challenge, node, session or TLS key, or bound to another"
          + " statement"),
  SIGNER_DIFFERS("The signing key lies elsewhere in the TPM than the enrolled one"),
  CLOCK_WENT_BACK("The TPM's clock went back, or stood, within one boot"),
  COUNTERS_WENT_BACK("The TPM counts fewer resets than before: an old state was restored"),
  SELECTION_EMPTY("The quote covers no PCR"),
  SELECTION_NOT_SINGLE("The quote covers several selections of PCRs"),
  BANK_DIFFERS("The quote is over another bank of PCRs"),
  PCRS_MISSING("The quote leaves out PCRs that were asked for"),
  PCRS_UNASKED("The quote covers PCRs that were not asked for"),
  VALUES_NOT_AS_QUOTED("The PCR values sent are not of exactly the PCRs in the quote"),
  PCR_DIGEST_DIFFERS("The PCR values sent are not those that the TPM quoted"),
  NAME_DIFFERS("The TPM speaks of another key or NV index"),
  NV_CONTENTS_PARTIAL("The TPM certified only a part of the NV index"),
  NV_NOT_WRITTEN("The NV index has never been written"),
  NV_NOT_COUNTER("The NV index is no counter, so what it holds can be put back"),
  NV_DEFINED_OTHERWISE("The NV index is defined otherwise than a log's counters are"),
  NV_MISPLACED("The counter of openings does not lie at the index after that of appends"),
  COUNTER_BEHIND(
      "The TPM's counter is below what the log's head says: it is another one, or an old state was"
          + " restored"),
  LOG_KEY_DIFFERS("The key in the TPM is not the one that signs the log's heads"),
  KEYS_APART("The attestation key does not lie in the TPM of that endorsement key"),
  CLASS_REFUSED("The TPM is of a class that is not accepted here (hardware, emulated)"),
  CERTIFICATE_MISSING("The TPM has no certificate of its maker"),
  CERTIFICATE_MALFORMED("The certificate of the endorsement key cannot be read"),
  CERTIFICATE_EXPIRED("The certificate of the endorsement key, or of its CA, has expired"),
  CERTIFICATE_NOT_YET_VALID("The certificate of the endorsement key is not valid yet"),
  CERTIFICATE_FORGED("A signature in the chain of the endorsement key is wrong"),
  CERTIFICATE_WEAK(
      "A certificate in the chain of the endorsement key is signed with an outdated algorithm, or a"
          + " CA's key is too weak: SHA-256, RSA of 2048 bits or curves of 256 are needed"),
  CERTIFICATE_REVOKED(
      "The TPM's maker has revoked the certificate of its endorsement key, or of a CA above it"),
  REVOCATION_LIST_EXPIRED(
      "The list of what the TPM's maker has revoked does not count now: the site needs its newest"),
  REVOCATION_LIST_UNUSABLE(
      "A list of revoked certificates beside the maker's CAs is signed by none of them, or with"
          + " an outdated algorithm, or is of a kind that is not understood"),
  CERTIFICATE_IS_CA("The certificate of the endorsement key is that of a CA"),
  CERTIFICATE_PURPOSE("The certificate is not for a TPM's endorsement key, by its extended usage"),
  CERTIFICATE_KEY_USAGE("The certificate's key usage is not that of an endorsement key"),
  MAKER_UNKNOWN("The maker of the TPM is not among those that this site accepts"),
  MANUFACTURER_MISSING("The certificate does not say manufacturer, model and version of the TPM"),
  MANUFACTURER_DIFFERS("The certificate names another manufacturer than its CA certifies for"),
  ENDORSEMENT_KEY_DIFFERS("The TPM's endorsement key is not the one in the certificate"),
  EVENT_LOG_MALFORMED("The firmware's event log cannot be read"),
  EVENT_DATA_ALTERED("The data of an event are not those that were measured"),
  EVENT_UNMEASURED("An event lacks the digest of the quoted bank"),
  EVENT_OUT_OF_PLACE("An event stands where firmware never writes it"),
  LOG_DIFFERS_FROM_PCR("A log does not lead to the quoted value of its PCR"),
  COMPONENT_LOG_MALFORMED("The log of measured components cannot be read"),
  IMA_LOG_MALFORMED("The kernel's measurement log (IMA) cannot be read"),
  IMA_TEMPLATE_ALTERED("A line of the IMA log is not what was measured"),
  IMA_VIOLATION("The kernel reports a file that changed while it was measured (IMA violation)"),
  IMA_NO_PROGRESS("The IMA log does not go on from where it was"),
  IMA_PART_DIFFERS("The IMA log does not begin at the line that was asked for"),
  IMA_LOG_PARTIAL("Only a part of the IMA log is there, which says nothing of the rest"),
  BOOT_AGGREGATE_DIFFERS("The IMA log is not shown to be of the boot that was quoted"),
  STATEMENT_MALFORMED("What the node states of the VM cannot be read"),
  STATEMENT_OF_OTHER_VM("The node states something of another VM");

  private final String plain;

  Reason(String plain) {
    this.plain = plain;
  }

  /** A sentence for people, without full stop. */
  public String plain() {
    return plain;
  }
}
