package org.icecoat.trust.policy.appraisal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.LogKind;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.PcrBank;

/** The PCRs and rules of a draft. */
final class DraftRules {
  private final DraftText text;
  private final Map<Integer, List<LogEvent>> firmware = new TreeMap<>();
  private final Measurements measured;
  private final int componentsPcr;
  private final List<MeasuredComponent> components;
  private final List<ImaEntry> files;

  DraftRules(DraftText text, Measurements measured, boolean withFiles) {
    this.text = text;
    this.measured = measured;
    this.componentsPcr =
        quoted().stream()
            .filter(AppraisalPolicy.COMPONENT_PCRS::contains)
            .filter(pcr -> !found(pcr).isEmpty())
            .findFirst()
            .orElse(-1);
    this.components = componentsPcr < 0 ? List.of() : found(componentsPcr);
    this.files = withFiles ? filesFound() : List.of();
    for (int pcr : quoted()) {
      if (pcr != componentsPcr) {
        List<LogEvent> events = eventsFound(pcr);
        if (!events.isEmpty()) {
          firmware.put(pcr, events);
        }
      }
    }
  }

  private List<Integer> quoted() {
    return measured.values().selection().indexes().stream()
        .filter(pcr -> !QuoteExpectation.RESETTABLE.contains(pcr))
        .toList();
  }

  private List<MeasuredComponent> found(int pcr) {
    boolean none = measured.sent().components().isEmpty();
    return none ? List.of() : measured.logs().components(pcr).accepted().orElse(List.of());
  }

  private List<LogEvent> eventsFound(int pcr) {
    boolean none = measured.sent().firmware().isEmpty();
    return none ? List.of() : measured.logs().firmware(Set.of(pcr)).accepted().orElse(List.of());
  }

  private List<ImaEntry> filesFound() {
    boolean none = measured.sent().ima().isEmpty() || !quoted().contains(AppraisalPolicy.IMA_PCR);
    return none ? List.of() : measured.logs().ima().accepted().orElse(List.of());
  }

  void write() {
    pcrs();
    if (!firmware.isEmpty()) {
      firmware();
    }
    if (!components.isEmpty()) {
      components();
    }
    files();
  }

  private void pcrs() {
    text.comment("Which PCRs a node has to quote. by-log: the log has to lead to the value, and");
    text.comment("each of its events has to be matched by a rule below. values: exactly these.");
    text.line("pcrs:");
    text.line("  bank: sha256");
    text.line("  quoted:");
    quoted().forEach(this::pcr);
    text.blank();
  }

  private void pcr(int pcr) {
    Optional<LogKind> log = log(pcr);
    if (log.isPresent()) {
      String name = log.get().name().toLowerCase(Locale.ROOT);
      text.line("    - {pcr: %d, by-log: %s}".formatted(pcr, name));
    } else {
      String value = Sha256.of(measured.values().value(pcr).bytes()).toString();
      text.line(
          "    - {pcr: %d, values: [\"%s\"]}".formatted(pcr, value),
          "no log explains it: any change of it refuses the node");
    }
  }

  private Optional<LogKind> log(int pcr) {
    if (pcr == componentsPcr) {
      return Optional.of(LogKind.COMPONENTS);
    }
    if (pcr == AppraisalPolicy.IMA_PCR && !rules().isEmpty()) {
      return Optional.of(LogKind.IMA);
    }
    return firmware.containsKey(pcr) ? Optional.of(LogKind.FIRMWARE) : Optional.empty();
  }

  private void firmware() {
    text.comment("What the firmware may measure; it has to, unless you add 'optional: true'.");
    text.comment("Before an update add the new digest beside the old one. The words behind a rule");
    text.comment("are only what the log says. 'any: true' instead of digests lets anything pass.");
    text.line("firmware:");
    Map<String, String> rules = new LinkedHashMap<>();
    firmware.forEach(
        (pcr, events) ->
            events.forEach(event -> rules.putIfAbsent(rule(event), EventRemark.of(event))));
    rules.forEach(text::line);
    text.blank();
  }

  private static String rule(LogEvent event) {
    return "  - {pcr: %d, type: %s, digests: [\"sha256:%s\"]}"
        .formatted(event.pcr(), event.typeName(), event.digests().get(PcrBank.SHA256).hex());
  }

  private void components() {
    text.comment("What the plug-in has to measure on its node, each with the digests allowed.");
    text.line("components:");
    Map<String, Set<String>> digests = new LinkedHashMap<>();
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (MeasuredComponent each : components) {
      digests
          .computeIfAbsent(each.name(), unused -> new LinkedHashSet<>())
          .add(DraftText.quoted(each.digest().toString()));
      descriptions.put(each.name(), each.description());
    }
    digests.forEach(
        (name, all) ->
            text.line(
                "  - {name: %s, digests: [%s]}".formatted(name, String.join(", ", all)),
                descriptions.get(name)));
    text.blank();
  }

  private void files() {
    Map<String, Set<String>> rules = rules();
    text.comment("Files that the kernel measured (IMA): 'none', or files by path and 'excluded'");
    text.comment("folders, such as /var/tmp/, in which anything may lie.");
    if (rules.isEmpty()) {
      text.line("ima: none");
      return;
    }
    text.line("ima:");
    text.line("  excluded: []");
    text.line("  files:");
    rules.forEach(
        (path, digests) ->
            text.line(
                "    %s: [%s]".formatted(DraftText.quoted(path), String.join(", ", digests))));
  }

  /** Quoted digests by path; what no policy can allow is left out. */
  private Map<String, Set<String>> rules() {
    return files.stream()
        .filter(entry -> !entry.file().path().equals(ImaEntry.BOOT_AGGREGATE))
        .filter(entry -> !entry.violation())
        .filter(entry -> entry.file().algorithm() == HashAlgorithm.SHA256)
        .collect(
            Collectors.groupingBy(
                entry -> entry.file().path(),
                TreeMap::new,
                Collectors.mapping(
                    entry -> DraftText.quoted("sha256:" + entry.file().digest().hex()),
                    Collectors.toCollection(LinkedHashSet::new))));
  }
}
