package org.icecoat.service.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.policy.signature.SignedPolicy;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of signed policies ({@code *.pem}). A newer version comes into force when its file is
 * there; the one before goes on to count for the time of the roll-out. What is in force is kept in
 * the database, so that nobody brings an old version back with an old file.
 */
public final class PolicyFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFolder.class);
  private static final long LONGEST = 4L << 20;

  private final Path folder;
  private final Duration rollOut;
  private final PolicyVerifier verifier;
  private final PolicyTable table;
  private final Clock clock;
  private final PolicyBook book;
  private Map<Path, Octets> seen = Map.of();
  private boolean unkept;
  private volatile Instant changedAt = Instant.EPOCH;

  /**
   * Takes up what was in force before and reads the folder.
   *
   * @param rollOut for how long the version before a new one still counts
   */
  public PolicyFolder(
      Path folder, Duration rollOut, PolicyVerifier verifier, PolicyTable table, Clock clock) {
    this.folder = folder;
    this.rollOut = rollOut;
    this.verifier = verifier;
    this.table = table;
    this.clock = clock;
    this.book = new PolicyBook(clock);
    table.all().forEach(this::restore);
    refresh();
  }

  private void restore(PolicyTable.Kept kept) {
    PolicyVerdict verdict = verifier.reopen(kept.pem(), kept.digest());
    if (verdict instanceof PolicyVerdict.Refused refused) {
      LOG.error("The policy {} is not in force any more: {}", kept.name(), refused.plain());
    }
    verdict.accepted().ifPresent(policy -> book.restore(policy, kept.until().orElse(null)));
  }

  public List<AcceptedPolicy> inForce(PolicyName name) {
    return book.inForce(name);
  }

  /** The names of all policies of which a version is in force. */
  public Set<PolicyName> inForce() {
    return book.kept().stream()
        .map(policy -> policy.id().name())
        .filter(name -> !book.inForce(name).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a quote has to cover for all versions in force; empty if there is none. */
  public Optional<PcrSelection> selection(PolicyName name) {
    return book.selection(name);
  }

  /** When other policies came into force last. */
  public Instant changedAt() {
    return changedAt;
  }

  /** Looks at the folder again; what is wrong there is logged and changes nothing. */
  public synchronized void refresh() {
    Map<Path, Octets> now;
    try {
      now = files();
    } catch (IOException e) {
      LOG.error("The folder of policies cannot be read: {}", e.toString());
      return;
    }
    if (!now.equals(seen)) {
      seen = now;
      take(verified(now));
    }
    if (unkept) {
      keep();
    }
  }

  private Map<Path, Octets> files() throws IOException {
    Map<Path, Octets> read = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".pem")).toList()) {
        if (Files.size(file) > LONGEST) {
          LOG.error("{} is too long for a policy", file.getFileName());
        } else {
          read.put(file, Octets.of(Files.readAllBytes(file)));
        }
      }
    }
    return read;
  }

  private List<SignedPolicy> verified(Map<Path, Octets> files) {
    Set<PolicyId> known = known();
    List<SignedPolicy> fresh = new ArrayList<>();
    for (Map.Entry<Path, Octets> file : files.entrySet()) {
      PolicyVerdict verdict = verifier.verify(file.getValue());
      if (verdict instanceof PolicyVerdict.Refused refused) {
        LOG.error("{} is not taken: {}", file.getKey().getFileName(), refused.plain());
      }
      verdict.accepted().filter(policy -> !known.contains(policy.id())).ifPresent(fresh::add);
    }
    fresh.sort(Comparator.comparingInt(policy -> policy.id().version()));
    return fresh;
  }

  private Set<PolicyId> known() {
    return book.kept().stream().map(AcceptedPolicy::id).collect(Collectors.toSet());
  }

  /** Only the last two versions of a folder count, as if they had come one after the other. */
  private void take(List<SignedPolicy> oldestFirst) {
    Set<PolicyName> changed = new TreeSet<>();
    for (SignedPolicy policy : oldestFirst) {
      Optional<PolicyVerdict> refused =
          Optional.of(book.accept(policy, clock.instant().plus(rollOut)))
              .filter(verdict -> verdict.accepted().isEmpty());
      if (refused.isPresent()) {
        LOG.error("{} is not taken: {}", policy, ((PolicyVerdict.Refused) refused.get()).plain());
      } else {
        changed.add(policy.id().name());
        LOG.info("{} is in force", policy);
      }
    }
    if (!changed.isEmpty()) {
      unkept = true;
      changedAt = clock.instant();
    }
  }

  private void keep() {
    try {
      table.keep(book.kept());
      unkept = false;
    } catch (JdbiException e) {
      LOG.error("The policies in force are not written down yet, and will be", e);
    }
  }
}
