package org.icecoat.trust.policy.appraisal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.policy.LogKind;
import org.icecoat.trust.structure.PcrBank;

/**
 * The PCRs and rules of a draft that all of some nodes pass: what only some of them show is
 * optional.
 */
final class DraftRules {
  private static final String OPTIONAL = ", optional: true";
  private static final String LATE = ", late: true";

  /** How a plug-in measures a file that is not there. */
  private static final String ABSENT =
      DraftText.quoted(Sha256.of(new byte[Sha256.BYTES]).toString());

  private final DraftText text;
  private final List<DraftedNode> nodes;
  private final List<Integer> quoted;
  private final Map<Integer, LogKind> logs = new TreeMap<>();

  /**
   * @param nodes at least one, all with the same PCRs
   */
  DraftRules(DraftText text, List<DraftedNode> nodes) {
    this.text = text;
    this.nodes = nodes;
    this.quoted = nodes.get(0).quoted();
    for (int pcr : quoted) {
      Set<Optional<LogKind>> kinds =
          nodes.stream().map(node -> node.log(pcr)).collect(Collectors.toSet());
      if (kinds.size() == 1) {
        kinds.iterator().next().ifPresent(kind -> logs.put(pcr, kind));
      }
    }
  }

  void write() {
    pcrs();
    if (logs.containsValue(LogKind.FIRMWARE)) {
      firmware();
    }
    if (logs.containsValue(LogKind.COMPONENTS)) {
      components();
    }
    files();
  }

  private void pcrs() {
    text.comment("Which PCRs a node has to quote. by-log: the log has to lead to the value, and");
    text.comment("each of its events has to be matched by a rule below. values: one of these.");
    text.line("pcrs:");
    text.line("  bank: sha256");
    text.line("  quoted:");
    quoted.forEach(this::pcr);
    text.blank();
  }

  private void pcr(int pcr) {
    LogKind log = logs.get(pcr);
    if (log != null) {
      String name = log.name().toLowerCase(Locale.ROOT);
      text.line("    - {pcr: %d, by-log: %s}".formatted(pcr, name));
      return;
    }
    String values =
        nodes.stream()
            .map(node -> DraftText.quoted(node.value(pcr).toString()))
            .distinct()
            .collect(Collectors.joining(", "));
    text.line(
        "    - {pcr: %d, values: [%s]}".formatted(pcr, values),
        "no log explains it: any change of it refuses the node");
  }

  private void firmware() {
    text.comment("What the firmware may measure; it has to, unless it is 'optional: true'.");
    text.comment("Before an update add the new digest beside the old one. The words behind a rule");
    text.comment("are only what the log says. 'any: true' instead of digests lets anything pass.");
    text.comment("'late: true': it came after the separator, where most machines measure nothing.");
    text.line("firmware:");
    Map<String, String> remarks = new LinkedHashMap<>();
    List<Set<String>> ofEach =
        nodes.stream().map(node -> firmware(node, remarks)).collect(Collectors.toList());
    remarks.forEach(
        (rule, remark) -> {
          boolean everywhere = ofEach.stream().allMatch(rules -> rules.contains(rule));
          text.line("  - {%s%s}".formatted(rule, everywhere ? "" : OPTIONAL), remark);
        });
    text.blank();
  }

  /** The rules of one node, in the order of its log. */
  private Set<String> firmware(DraftedNode node, Map<String, String> remarks) {
    Set<String> rules = new LinkedHashSet<>();
    for (Map.Entry<Integer, LogKind> log : logs.entrySet()) {
      if (log.getValue() == LogKind.FIRMWARE) {
        EventOrder order = new EventOrder();
        for (LogEvent event : node.events(log.getKey())) {
          boolean late = order.next(event).filter(PolicyReason.EVENT_LATE::equals).isPresent();
          String rule = rule(event) + (late ? LATE : "");
          rules.add(rule);
          remarks.putIfAbsent(rule, EventRemark.of(event));
        }
      }
    }
    return rules;
  }

  private static String rule(LogEvent event) {
    return "pcr: %d, type: %s, digests: [\"sha256:%s\"]"
        .formatted(event.pcr(), event.typeName(), event.digests().get(PcrBank.SHA256).hex());
  }

  private void components() {
    text.comment("What the plug-in has to measure on its node, each with the digests allowed.");
    text.line("components:");
    all(DraftedNode::components)
        .forEach(
            (name, digests) -> {
              boolean everywhere =
                  nodes.stream().allMatch(node -> node.components().containsKey(name));
              text.line(
                  "  - {name: %s, digests: [%s]%s}"
                      .formatted(name, String.join(", ", digests), everywhere ? "" : OPTIONAL),
                  remark(name, digests));
            });
    text.blank();
  }

  private String remark(String component, Set<String> digests) {
    return digests.contains(ABSENT)
        ? "NOT THERE: " + description(component)
        : description(component);
  }

  private String description(String component) {
    return nodes.stream()
        .flatMap(node -> node.description(component).stream())
        .findFirst()
        .orElse("");
  }

  private void files() {
    text.comment("Files that the kernel measured (IMA): 'none', or files by path and 'excluded'");
    text.comment("folders, such as /var/tmp/, in which anything may lie.");
    if (!logs.containsValue(LogKind.IMA)) {
      text.line("ima: none");
      return;
    }
    text.line("ima:");
    text.line("  excluded: []");
    text.line("  files:");
    Map<String, Set<String>> files = all(DraftedNode::files);
    new TreeSet<>(files.keySet())
        .forEach(
            path ->
                text.line(
                    "    %s: [%s]"
                        .formatted(DraftText.quoted(path), String.join(", ", files.get(path)))));
  }

  /** What any node shows, by its name. */
  private Map<String, Set<String>> all(Function<DraftedNode, Map<String, Set<String>>> shown) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    nodes.forEach(
        node ->
            shown
                .apply(node)
                .forEach(
                    (name, digests) ->
                        all.computeIfAbsent(name, unused -> new LinkedHashSet<>())
                            .addAll(digests)));
    return all;
  }
}
