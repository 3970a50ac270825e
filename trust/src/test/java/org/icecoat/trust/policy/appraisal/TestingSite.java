package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.TestingNode.Shown;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.testing.TestingEventLog;

/** A site with a policy in force, and a node that passes it. */
final class TestingSite {
  /** What the usual node passes. */
  static final String POLICY =
      """
      name: site
      version: 1
      maximal-age: 10m
      tpms: {classes: [hardware], makers: [ACME], minimal-firmware: 0x2019102300163636}
      pcrs:
        bank: sha256
        quoted:
          - {pcr: 0, by-log: firmware}
          - {pcr: 4, by-log: firmware}
          - {pcr: 7, by-log: firmware}
          - {pcr: 14, by-log: components}
      firmware:
        - {pcr: 0, type: EV_S_CRTM_VERSION, digests: [CRTM]}
        - {pcr: 0, type: EV_SEPARATOR, digests: [SEPARATOR]}
        - {pcr: 4, type: EV_EFI_BOOT_SERVICES_APPLICATION, digests: [SHIM]}
        - {pcr: 4, type: EV_EFI_ACTION, digests: [ACTION], optional: true}
        - {pcr: 4, type: EV_SEPARATOR, digests: [SEPARATOR]}
        - {pcr: 7, type: EV_EFI_VARIABLE_DRIVER_CONFIG, digests: [SECURE]}
        - {pcr: 7, type: EV_SEPARATOR, digests: [SEPARATOR]}
      components:
        - {name: qemu, digests: [QEMU]}
        - {name: libvirt, digests: [LIBVIRT]}
        - {name: plugin, digests: [PLUGIN]}
        - {name: ovmf, digests: [OVMF], optional: true}
      ima: none
      """
          .replace("CRTM]", TestingNode.sha256("1.0") + "]")
          .replace("SEPARATOR]", TestingNode.sha256("\0\0\0\0") + "]")
          .replace("SHIM", "sha256:" + "b0".repeat(32))
          .replace("ACTION]", TestingNode.sha256("Calling EFI Application") + "]")
          .replace("SECURE", secureBoot("01"))
          .replace("QEMU", "sha256:" + "e0".repeat(32))
          .replace("LIBVIRT", "sha256:" + "1b".repeat(32))
          .replace("PLUGIN", "sha256:" + "50".repeat(32))
          .replace("OVMF", "sha256:" + "0f".repeat(32));

  /** What the usual node's firmware measures nothing into. */
  private static final String UNMEASURED =
      Stream.of(1, 2, 3, 5, 6, 9)
          .map(pcr -> "- {pcr: %d, values: ['sha256:%s']}\n    ".formatted(pcr, "00".repeat(32)))
          .collect(Collectors.joining());

  private static final PolicyName NAME = new PolicyName("site");

  final TestingNode node;
  private final TestingSigners signers;
  private final PolicyBook book;

  TestingSite(TestingSigners signers) {
    this.signers = signers;
    this.node = TestingNode.at(signers.now());
    this.book = new PolicyBook(node.clock);
    accept(POLICY, 0);
  }

  private static String secureBoot(String value) {
    Octets data = Octets.parse(TestingEventLog.secureBoot(value));
    return "sha256:" + PcrBank.SHA256.hash().hash(data).hex();
  }

  /** The policy in that version. */
  static String version(int version) {
    return POLICY.replace("version: 1", "version: " + version);
  }

  /** The policy in that version, which asks for files too, and judges the whole boot. */
  static String withFiles(int version, String ima) {
    return withFilesOnly(version, ima)
        .replace("- {pcr: 10", UNMEASURED + "- {pcr: 8, by-log: firmware}\n    - {pcr: 10")
        .replace(
            "components:\n",
            "  - {pcr: 8, type: EV_IPL, digests: ['sha256:%s']}\ncomponents:\n"
                .formatted("cd".repeat(32)));
  }

  /** The same, which judges but a part of the boot. */
  static String withFilesOnly(int version, String ima) {
    return version(version)
        .replace("- {pcr: 14", "- {pcr: 10, by-log: ima}\n    - {pcr: 14")
        .replace("ima: none", "ima: " + ima);
  }

  /** Puts a policy in force. */
  void accept(String policy, int rollOutSeconds) {
    assertThat(
            book.accept(signers.signed(policy), node.clock.instant().plusSeconds(rollOutSeconds))
                .accepted())
        .isPresent();
  }

  List<AcceptedPolicy> inForce() {
    return book.inForce(NAME);
  }

  Appraisal appraise() {
    return appraise(node.shown());
  }

  Appraisal appraise(Shown shown) {
    return appraise(shown, inForce());
  }

  Appraisal appraise(Shown shown, List<AcceptedPolicy> policies) {
    return new Appraiser(node.clock).appraise(shown.quote(), shown.evidence(), node.tpm, policies);
  }

  Rejected rejected() {
    return (Rejected) appraise();
  }

  void isTrusted() {
    assertThat(appraise()).isInstanceOf(Trusted.class);
  }

  /** The node is refused for exactly these reasons. */
  void isRefusedFor(String... codes) {
    assertThat(codes(appraise())).containsExactly(codes);
  }

  static List<String> codes(Appraisal appraisal) {
    assertThat(appraisal).isInstanceOf(Rejected.class);
    return ((Rejected) appraisal).objections().stream().map(Objection::code).toList();
  }
}
