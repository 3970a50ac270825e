package org.icecoat.trust.policy.appraisal;

import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.policy.ImaRules;
import org.icecoat.trust.structure.HashAlgorithm;

/** Holds the files that the kernel measured against the rules. */
final class FileCheck {
  private final ImaRules rules;
  private final Objections found;

  private FileCheck(ImaRules rules, Objections found) {
    this.rules = rules;
    this.found = found;
  }

  static void judge(ImaRules rules, List<ImaEntry> entries, Objections found) {
    FileCheck check = new FileCheck(rules, found);
    entries.forEach(check::judge);
  }

  /** Of a violation nothing is measured, its path neither: none is excluded. */
  private void judge(ImaEntry entry) {
    String line = "line %d, %s".formatted(entry.number() + 1, entry.file().path());
    if (entry.violation()) {
      found.add(new Finding(Reason.IMA_VIOLATION, line));
    } else if (!isBootAggregate(entry) && !rules.excludes(entry.file().path())) {
      judge(entry.file(), line);
    }
  }

  private static boolean isBootAggregate(ImaEntry entry) {
    return entry.number() == 0 && entry.file().path().equals(ImaEntry.BOOT_AGGREGATE);
  }

  private void judge(ImaEntry.File file, String line) {
    if (!rules.knows(file.path())) {
      found.add(PolicyReason.FILE_UNKNOWN, line + ": " + told(file));
    } else if (file.algorithm() != HashAlgorithm.SHA256) {
      found.add(PolicyReason.FILE_DIGEST_WEAK, line + ": " + told(file));
    } else if (!rules.allows(file.path(), Sha256.of(file.digest().bytes()))) {
      found.add(PolicyReason.FILE_CHANGED, line + ": " + told(file));
    }
  }

  private static String told(ImaEntry.File file) {
    return file.algorithm() == HashAlgorithm.SHA256
        ? Sha256.of(file.digest().bytes()).toString()
        : "%s with %s".formatted(file.digest(), file.algorithm());
  }
}
