package org.icecoat.console.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.console.command.Session;
import org.icecoat.console.remote.Remote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.appraisal.PolicyComparison;
import org.icecoat.trust.policy.appraisal.PolicyComparison.Effect;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.administration.NodeTpmType;

/**
 * What becomes of a node by its TPM's class and maker, as the factory has them since its enrolment.
 *
 * @param tpmClass null, as {@code maker}, if the factory knows no TPM of it
 * @param accepted null, with {@code why}, if nothing can be said
 */
record CheckedTpm(
    String node,
    String tpmClass,
    String maker,
    Boolean accepted,
    boolean newlyRefused,
    List<Problem> problems,
    String why) {

  /** Of all nodes that the factory has. */
  static List<CheckedTpm> all(Session session, PolicyComparison comparison) {
    return Remote.call(() -> session.services().administration().listNodes(new ListNodes()))
        .getNode()
        .stream()
        .map(node -> of(node, comparison))
        .toList();
  }

  private static CheckedTpm of(NodeRecordType node, PolicyComparison comparison) {
    String name = node.getSummary().getName();
    NodeTpmType tpm = node.getTpm();
    if (tpm == null) {
      return unjudged(name, null, null, "not judged: the factory knows none, enrol the node anew");
    }
    ProvenTpm known =
        new ProvenTpm(TpmClass.valueOf(tpm.getTpmClass().name()), tpm.getMaker(), Set.of());
    String kind = lower(known.tpmClass());
    if (isOpen(comparison.after(), known)) {
      return unjudged(
          name,
          kind,
          known.maker(),
          "not judged: the policy names CAs, and the factory tells only that its maker is "
              + known.maker());
    }
    Effect effect = decided(comparison, known).judge(known);
    return new CheckedTpm(
        name,
        kind,
        known.maker(),
        effect.accepted(),
        effect.newlyRefused(),
        Problem.of(effect),
        null);
  }

  /** Whether only its CAs, which the factory does not tell, could let it in. */
  private static boolean isOpen(AppraisalPolicy policy, ProvenTpm known) {
    TpmRules rules = policy.tpms();
    return rules.namesAuthorities() && rules.allowsClass(known) && !rules.allowsMaker(known);
  }

  /** A policy in force that may have let it in counts as one that did. */
  private static PolicyComparison decided(PolicyComparison comparison, ProvenTpm known) {
    return new PolicyComparison(
        comparison.before().filter(before -> !isOpen(before, known)), comparison.after());
  }

  private static CheckedTpm unjudged(String node, String tpmClass, String maker, String why) {
    return new CheckedTpm(node, tpmClass, maker, null, false, List.of(), why);
  }

  boolean judged() {
    return accepted != null;
  }

  boolean refused() {
    return judged() && !accepted;
  }

  /** What to say where nobody asked the factory. */
  static String unjudged(PolicyComparison comparison) {
    String now = text(comparison.after().tpms());
    String change =
        comparison
            .before()
            .map(
                before ->
                    " The change lets in %s instead of %s.".formatted(now, text(before.tpms())))
            .orElse(" The policy lets in %s.".formatted(now));
    return "Class and maker of the TPMs were not judged, as evidence does not hold them."
        + change
        + " With --nodes the factory is asked which its nodes have";
  }

  private static String text(TpmRules rules) {
    return "%s TPMs of %s"
        .formatted(
            rules.classes().stream()
                .map(CheckedTpm::lower)
                .sorted()
                .collect(Collectors.joining(" and ")),
            rules.makers().stream()
                .map(TpmRules.Maker::text)
                .map(text -> text.equals("any") ? "any maker" : text)
                .collect(Collectors.joining(" or ")));
  }

  private static String lower(TpmClass tpmClass) {
    return tpmClass.name().toLowerCase(Locale.ROOT);
  }
}
