package org.icecoat.trust.policy.appraisal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/**
 * Makes a policy that accepts nodes as they are, with comments, for a person to read and to change
 * before signing it.
 *
 * @param version 1, or more than that of the policy which it is to replace
 * @param classes of TPMs that the policy shall allow
 * @param makers that it shall allow
 * @param files whether it shall hold the files that the kernel measured: a list that is long, and
 *     seldom complete
 */
public record PolicyDraft(
    PolicyName name,
    int version,
    Set<TpmClass> classes,
    List<TpmRules.Maker> makers,
    boolean files) {
  public PolicyDraft {
    Objects.requireNonNull(name, "name");
    classes = Set.copyOf(classes);
    makers = List.copyOf(makers);
  }

  /**
   * A document that accepts each of these measurements, at least one.
   *
   * @throws TrustException POLICY_MALFORMED if no such policy can be written
   */
  public PolicyDocument from(List<Measurements> measured) {
    PcrSelection selection = measured.get(0).values().selection();
    if (selection.bank() != PcrBank.SHA256
        || selection.indexes().stream().allMatch(QuoteExpectation.RESETTABLE::contains)) {
      throw impossible(
          "The quote is over %s: a policy needs the bank sha256, and PCRs other than 16 and 23"
              .formatted(selection));
    }
    for (Measurements other : measured) {
      if (!other.values().selection().equals(selection)) {
        throw impossible(
            "The quotes are over %s and over %s: a policy needs the same PCRs of every node"
                .formatted(selection, other.values().selection()));
      }
    }
    if (files && !selection.indexes().containsAll(AppraisalPolicy.BOOT_PCRS)) {
      throw impossible(
          "The quote is over %s: files prove nothing without the boot, PCRs 0 to 9"
              .formatted(selection));
    }
    DraftText text = new DraftText();
    head(text, measured);
    new DraftRules(text, measured.stream().map(each -> new DraftedNode(each, files)).toList())
        .write();
    return PolicyDocument.read(Octets.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static TrustException impossible(String why) {
    return new TrustException(TrustFault.POLICY_MALFORMED, why);
  }

  private void head(DraftText text, List<Measurements> measured) {
    text.comment(
        "A draft made from what %s showed. Read every line before you sign it:"
            .formatted(measured.size() == 1 ? "one node" : measured.size() + " nodes"));
    text.comment("whatever was measured there, good or bad, is allowed here.");
    text.line("name: " + name);
    text.comment("To be raised with each change: a lower one is refused ever after.");
    text.line("version: " + version);
    text.comment("How long a result counts, in s, m, h or d.");
    text.line("maximal-age: 10m");
    text.blank();
    text.comment("Which TPMs: 'emulated' ones prove nothing against the machine that runs them.");
    text.comment("Makers: [any] of the site's store, names in it, or fingerprints of CAs.");
    text.line("tpms:");
    text.line("  classes: [%s]".formatted(String.join(", ", classNames())));
    text.line(
        "  makers: [%s]"
            .formatted(
                String.join(
                    ", ", makers.stream().map(maker -> DraftText.quoted(maker.text())).toList())));
    text.comment("The firmware of the TPM itself: this one or a newer one.");
    text.line("  minimal-firmware: " + new TpmRules.Firmware(oldestFirmware(measured)));
    text.blank();
  }

  private static long oldestFirmware(List<Measurements> measured) {
    return measured.stream()
        .map(Measurements::firmwareVersion)
        .min(Long::compareUnsigned)
        .orElseThrow();
  }

  private Set<String> classNames() {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(each.name().toLowerCase(Locale.ROOT)));
    return names;
  }
}
