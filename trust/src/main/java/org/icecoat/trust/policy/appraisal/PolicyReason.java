package org.icecoat.trust.policy.appraisal;

/** Why a policy does not trust a node: one constant a check, each with words for people. */
public enum PolicyReason {
  NO_POLICY("No policy of that name is in force"),
  POLICY_ENDED("The policy was replaced by a newer version, and its time has ended"),
  EVIDENCE_DIFFERS("The logs are not those that came with the quote"),
  EVIDENCE_OLD("The quote is older than the policy allows"),
  TPM_CLASS("The policy does not allow this kind of TPM (hardware, emulated)"),
  TPM_MAKER("The policy does not allow TPMs of this maker"),
  TPM_FIRMWARE("The TPM's own firmware is older than the policy allows"),
  PCR_BANK("The quote is over another bank of PCRs than the policy's"),
  PCR_NOT_QUOTED("The quote lacks a PCR that the policy asks for"),
  PCR_VALUE("A PCR has a value that the policy does not allow"),
  PCR_SILENT("Nothing was measured into a PCR that the policy asks for"),
  LOG_MISSING("The node sent no log of a kind that the policy asks for"),
  EVENT_UNKNOWN("The firmware measured something that no rule of the policy matches"),
  EVENT_MISSING("The firmware did not measure something that the policy asks for"),
  EVENT_LATE("Something was measured after the separator of a PCR that ends there"),
  EVENT_EARLY("A signer was measured before the separator, where none can have been asked for"),
  SEPARATOR_MISSING("A PCR has no separator, so nothing says when its firmware was done"),
  SEPARATOR_TWICE("A PCR has two separators, so something was measured as if before the first"),
  VARIABLE_TWICE("A variable of Secure Boot was measured twice"),
  COMPONENT_UNKNOWN("The node runs a component that the policy does not know"),
  COMPONENT_CHANGED("A component is not one that the policy allows: it was changed or updated"),
  COMPONENT_MISSING("The node did not measure a component that the policy asks for"),
  FILES_WITHOUT_BOOT(
      "The policy asks for files and does not judge the boot of the kernel that lists them"),
  FILE_UNKNOWN("The node used a file that the policy does not know"),
  FILE_DIGEST_WEAK("A file was measured with an outdated hash: set ima_hash=sha256 on the node"),
  FILE_CHANGED("A file is not one that the policy allows: it was changed or updated");

  private final String plain;

  PolicyReason(String plain) {
    this.plain = plain;
  }

  /** A sentence for people, without full stop. */
  public String plain() {
    return plain;
  }
}
