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
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/**
 * Makes a policy that accepts a node as it is, with comments, for a person to read and to change
 * before signing it.
 *
 * @param classes of TPMs that the policy shall allow
 * @param makers that it shall allow
 * @param files whether it shall hold the files that the kernel measured: a list that is long, and
 *     seldom complete
 */
public record PolicyDraft(
    PolicyName name, Set<TpmClass> classes, List<TpmRules.Maker> makers, boolean files) {
  public PolicyDraft {
    Objects.requireNonNull(name, "name");
    classes = Set.copyOf(classes);
    makers = List.copyOf(makers);
  }

  /**
   * A document that accepts these measurements.
   *
   * @throws TrustException POLICY_MALFORMED if no such policy can be written
   */
  public PolicyDocument from(Measurements measured) {
    if (measured.values().bank() != PcrBank.SHA256
        || measured.values().selection().indexes().stream()
            .allMatch(QuoteExpectation.RESETTABLE::contains)) {
      throw new TrustException(
          TrustFault.POLICY_MALFORMED,
          "The quote is over %s: a policy needs the bank sha256, and PCRs other than 16 and 23"
              .formatted(measured.values().selection()));
    }
    DraftText text = new DraftText();
    head(text, measured);
    new DraftRules(text, measured, files).write();
    return PolicyDocument.read(Octets.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void head(DraftText text, Measurements measured) {
    text.comment("A draft made from what one node showed. Read every line before you sign it:");
    text.comment("whatever was measured on that node, good or bad, is allowed here.");
    text.line("name: " + name);
    text.comment("To be raised with each change: a lower one is refused ever after.");
    text.line("version: 1");
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
    text.line("  minimal-firmware: " + new TpmRules.Firmware(measured.firmwareVersion()));
    text.blank();
  }

  private Set<String> classNames() {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(each.name().toLowerCase(Locale.ROOT)));
    return names;
  }
}
