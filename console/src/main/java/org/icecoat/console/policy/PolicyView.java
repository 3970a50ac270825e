package org.icecoat.console.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.text.Spans;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.ComponentRules;
import org.icecoat.trust.policy.PcrRules;
import org.icecoat.trust.policy.TpmRules;

/** A policy in short. */
record PolicyView(
    String name,
    int version,
    Duration maximalAge,
    Tpms tpms,
    List<Pcr> pcrs,
    int firmwareRules,
    List<Component> components,
    Integer files) {
  /** Which TPMs. */
  record Tpms(List<String> classes, List<String> makers, String minimalFirmware) {
    static Tpms of(TpmRules rules) {
      List<String> classes = rules.classes().stream().map(each -> lower(each)).sorted().toList();
      List<String> makers = rules.makers().stream().map(TpmRules.Maker::text).toList();
      TpmRules.Firmware least = rules.minimalFirmware();
      return new Tpms(classes, makers, least == null ? null : least.toString());
    }
  }

  /** A quoted PCR, its values and the log that has to lead to it. */
  record Pcr(int pcr, List<String> values, String byLog) {
    static Pcr of(PcrRules.Pcr rule) {
      List<String> values = rule.values().stream().map(Object::toString).toList();
      return new Pcr(rule.pcr(), values, rule.byLog() == null ? null : lower(rule.byLog()));
    }

    String told() {
      String log = byLog == null ? "" : "by the log of " + byLog;
      String some = values.isEmpty() ? "" : values.size() + " values";
      return pcr + " " + (log.isEmpty() || some.isEmpty() ? log + some : log + " and " + some);
    }
  }

  /** A component with the digests allowed. */
  record Component(String name, List<String> digests, boolean optional) {
    static Component of(ComponentRules.Rule rule) {
      List<String> digests = rule.digests().stream().map(Object::toString).toList();
      return new Component(rule.name(), digests, rule.optional());
    }
  }

  static PolicyView of(AppraisalPolicy policy) {
    return new PolicyView(
        policy.name().value(),
        policy.version(),
        policy.maximalAge(),
        Tpms.of(policy.tpms()),
        policy.pcrs().quoted().stream().map(Pcr::of).toList(),
        policy.firmware().rules().size(),
        policy.components().rules().stream().map(Component::of).toList(),
        policy.ima().asked() ? policy.ima().files().size() : null);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s version %d".formatted(name, version));
    lines.add("  results count for " + Spans.text(maximalAge));
    String least = tpms.minimalFirmware();
    lines.add(
        "  TPMs: %s, of %s%s"
            .formatted(
                String.join(" or ", tpms.classes()),
                String.join(", ", tpms.makers()),
                least == null ? "" : ", firmware " + least + " or newer"));
    pcrs.forEach(pcr -> lines.add("  PCR " + pcr.told()));
    lines.add("  %d rules for the firmware".formatted(firmwareRules));
    lines.add("  components: " + componentNames());
    lines.add("  files: " + (files == null ? "not looked at" : files + " known"));
    return lines.stream().map(Printable::line).toList();
  }

  private String componentNames() {
    return components.isEmpty()
        ? "none"
        : new TreeSet<>(
                components.stream()
                    .map(each -> each.name() + (each.optional() ? " (optional)" : ""))
                    .toList())
            .stream().collect(Collectors.joining(", "));
  }
}
