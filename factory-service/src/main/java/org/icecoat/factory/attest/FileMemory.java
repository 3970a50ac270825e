package org.icecoat.factory.attest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.factory.attest.Appraisal.Judgement;
import org.icecoat.factory.trust.KnownFiles;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.ima.VerifiedImaLog;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.policy.signature.AcceptedPolicy;

/**
 * Where a node's list of files has to begin, and what is remembered of it. It goes on from where it
 * was only if the newest version of every policy in force was in force then too, and each that asks
 * for files accepted all lines; else it begins with the first line.
 */
final class FileMemory {
  private final List<AcceptedPolicy> versions;
  private final Map<PolicyName, PolicyId> newest = new LinkedHashMap<>();

  /**
   * A memory for one attestation.
   *
   * @param versions in force, the newest of each policy first
   */
  FileMemory(List<AcceptedPolicy> versions) {
    this.versions = List.copyOf(versions);
    versions.forEach(each -> newest.putIfAbsent(each.id().name(), each.id()));
  }

  /** Where the list has to begin. */
  FilesBefore begin(KnownFiles known) {
    return known.policies().equals(Set.copyOf(newest.values()))
        ? FilesBefore.accepted(known.position(), known.policies())
        : FilesBefore.firstLine(known.position());
  }

  /** What is to be asked for next, if the list has more lines than the evidence. */
  Optional<FilesBefore> next(VerifiedQuote quote, Evidence evidence, FilesBefore before) {
    return quote.selection().contains(ImaVerifier.PCR)
        ? ImaVerifier.unfinished(evidence.logs(), quote, before.position())
            .map(part -> before.and(part, versions))
        : Optional.empty();
  }

  /**
   * Whether a policy that asks for files refuses a list of which it has not seen the first lines
   * now: then it has to see them.
   */
  boolean doubts(Map<PolicyName, Judgement> judged) {
    return asking().stream().anyMatch(name -> accepting(judged, name).isEmpty());
  }

  /** What is to be remembered. */
  KnownFiles known(
      Map<PolicyName, Judgement> judged,
      VerifiedQuote quote,
      Evidence evidence,
      FilesBefore before) {
    Optional<ImaPosition> reached = reached(quote, evidence, before);
    boolean accepted =
        asking().stream()
            .allMatch(name -> accepting(judged, name).equals(Optional.of(newest.get(name))));
    return reached.isPresent() && accepted
        ? new KnownFiles(reached.get(), Set.copyOf(newest.values()))
        : KnownFiles.restarted(reached.orElse(before.position()));
  }

  private static Optional<ImaPosition> reached(
      VerifiedQuote quote, Evidence evidence, FilesBefore before) {
    return quote.selection().contains(ImaVerifier.PCR)
        ? ImaVerifier.verify(evidence.logs(), quote, before.position())
            .accepted()
            .map(VerifiedImaLog::position)
        : Optional.empty();
  }

  private Set<PolicyName> asking() {
    return versions.stream()
        .filter(each -> each.signed().policy().ima().asked())
        .map(each -> each.id().name())
        .collect(Collectors.toSet());
  }

  private static Optional<PolicyId> accepting(Map<PolicyName, Judgement> judged, PolicyName name) {
    return Optional.ofNullable(judged.get(name)).flatMap(Judgement::by);
  }
}
