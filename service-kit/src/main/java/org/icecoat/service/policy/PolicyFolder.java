package org.icecoat.service.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.policy.signature.SignedPolicy;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of signed policies ({@code *.pem}). A newer version comes into force when its file is
 * there; the one before goes on to count for the time of the roll-out.
 */
public final class PolicyFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFolder.class);
  private static final long LONGEST = 4L << 20;

  private final Path folder;
  private final PolicyVerifier verifier;
  private final PoliciesInForce policies;
  private Map<Path, Octets> seen = Map.of();

  /**
   * Takes up what was in force before and reads the folder.
   *
   * @param rollOut for how long the version before a new one still counts
   */
  public PolicyFolder(
      Path folder, Duration rollOut, PolicyVerifier verifier, PolicyTable table, Clock clock) {
    this.folder = folder;
    this.verifier = verifier;
    this.policies = new PoliciesInForce(rollOut, verifier, table, clock);
    refresh();
  }

  /** All that are in force, from here or from elsewhere. */
  public PoliciesInForce policies() {
    return policies;
  }

  /** The versions of a policy that are in force now, the newest first. */
  public List<AcceptedPolicy> inForce(PolicyName name) {
    return policies.inForce(name);
  }

  /** What a quote has to cover for all versions in force; empty if there is none. */
  public Optional<PcrSelection> selection(PolicyName name) {
    return policies.selection(name);
  }

  /** Looks at folder and database again; what is wrong there is logged and changes nothing. */
  public synchronized void refresh() {
    try {
      Map<Path, Octets> now = files();
      if (!now.equals(seen)) {
        seen = now;
        verified(now).forEach(this::take);
      }
    } catch (IOException e) {
      LOG.error("The folder of policies cannot be read: {}", e.toString());
    }
    policies.refresh();
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

  /** The oldest first, as if they had come one after the other. */
  private List<SignedPolicy> verified(Map<Path, Octets> files) {
    List<SignedPolicy> right = new ArrayList<>();
    for (Map.Entry<Path, Octets> file : files.entrySet()) {
      PolicyVerdict verdict = verifier.verify(file.getValue());
      if (verdict instanceof PolicyVerdict.Refused refused) {
        LOG.error("{} is not taken: {}", file.getKey().getFileName(), refused.plain());
      }
      verdict.accepted().ifPresent(right::add);
    }
    right.sort(Comparator.comparingInt(policy -> policy.id().version()));
    return right;
  }

  private void take(SignedPolicy policy) {
    if (policies.knows(policy.id())) {
      return;
    }
    PolicyVerdict verdict = policies.accept(policy, RollOut.usual());
    if (verdict instanceof PolicyVerdict.Refused refused) {
      LOG.error("{} is not taken: {}", policy, refused.plain());
    }
  }
}
