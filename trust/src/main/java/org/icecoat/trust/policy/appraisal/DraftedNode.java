package org.icecoat.trust.policy.appraisal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.LogKind;
import org.icecoat.trust.structure.HashAlgorithm;

/** What one node shows to a draft: the values of its PCRs, and the logs that explain them. */
final class DraftedNode {
  private final Measurements measured;
  private final Map<Integer, List<LogEvent>> firmware = new TreeMap<>();
  private final int componentsPcr;
  private final List<MeasuredComponent> components;
  private final Map<String, Set<String>> files;

  /**
   * @param withFiles whether the files that the kernel measured are looked at
   */
  DraftedNode(Measurements measured, boolean withFiles) {
    this.measured = measured;
    this.componentsPcr =
        quoted().stream()
            .filter(AppraisalPolicy.COMPONENT_PCRS::contains)
            .filter(pcr -> !found(pcr).isEmpty())
            .findFirst()
            .orElse(-1);
    this.components = componentsPcr < 0 ? List.of() : found(componentsPcr);
    this.files = withFiles ? filesFound() : Map.of();
    for (int pcr : quoted()) {
      if (pcr != componentsPcr) {
        List<LogEvent> events = eventsFound(pcr);
        if (!events.isEmpty()) {
          firmware.put(pcr, events);
        }
      }
    }
  }

  /** The PCRs that prove something. */
  List<Integer> quoted() {
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

  /** Quoted digests by path; what no policy can allow is left out. */
  private Map<String, Set<String>> filesFound() {
    boolean none = measured.sent().ima().isEmpty() || !quoted().contains(AppraisalPolicy.IMA_PCR);
    List<ImaEntry> entries = none ? List.of() : listed();
    return entries.stream()
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

  private List<ImaEntry> listed() {
    Verdict<List<ImaEntry>> list = measured.logs().ima();
    return list.accepted()
        .orElseThrow(
            () ->
                new TrustException(
                    TrustFault.POLICY_MALFORMED,
                    "No policy can be made of the files there: " + list.findings()));
  }

  /** The log that leads to a PCR's value, if there is one. */
  Optional<LogKind> log(int pcr) {
    if (pcr == componentsPcr) {
      return Optional.of(LogKind.COMPONENTS);
    }
    if (pcr == AppraisalPolicy.IMA_PCR && !files.isEmpty()) {
      return Optional.of(LogKind.IMA);
    }
    return firmware.containsKey(pcr) ? Optional.of(LogKind.FIRMWARE) : Optional.empty();
  }

  Sha256 value(int pcr) {
    return Sha256.of(measured.values().value(pcr).bytes());
  }

  List<LogEvent> events(int pcr) {
    return firmware.getOrDefault(pcr, List.of());
  }

  /** Quoted digests by the component's name. */
  Map<String, Set<String>> components() {
    Map<String, Set<String>> digests = new LinkedHashMap<>();
    for (MeasuredComponent each : components) {
      digests
          .computeIfAbsent(each.name(), unused -> new LinkedHashSet<>())
          .add(DraftText.quoted(each.digest().toString()));
    }
    return digests;
  }

  /** What the log says of a component beside its digest; the last word counts. */
  Optional<String> description(String component) {
    return components.stream()
        .filter(each -> each.name().equals(component))
        .reduce((first, last) -> last)
        .map(MeasuredComponent::description);
  }

  /** Quoted digests by path. */
  Map<String, Set<String>> files() {
    return files;
  }
}
