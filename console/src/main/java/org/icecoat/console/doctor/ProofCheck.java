package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.MakerRevocations;
import org.icecoat.trust.evidence.endorsement.MakerStore;

/** What {@code icecoat verify} needs, where it is set. */
final class ProofCheck implements Check {
  private static final String MAKERS = "tpm-makers";
  private static final String POLICIES = "policies";
  private static final String LOG = "store-log-key";

  private final Session session;

  ProofCheck(Session session) {
    this.session = session;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      session.settings().tpmMakers().map(this::makers).ifPresent(findings::add);
      session.settings().policies().map(this::policies).ifPresent(findings::add);
      if (!findings.isEmpty()) {
        findings.add(log());
      }
    } catch (ConsoleException e) {
      return List.of(); // the configuration's own check tells it
    }
    return findings;
  }

  private Finding makers(Path folder) {
    try {
      List<Maker> known = MakerStore.read(resolved(folder));
      var unused = MakerRevocations.in(resolved(folder), known);
      return Finding.ok(MAKERS, "%d makers of TPMs are trusted".formatted(known.size()));
    } catch (TrustException e) {
      return Finding.fail(MAKERS, e.getMessage(), "Get the CAs of the makers that you trust");
    }
  }

  private Finding policies(Path path) {
    return Files.exists(resolved(path))
        ? Finding.ok(POLICIES, path.toString())
        : Finding.fail(POLICIES, path + " does not exist", "Get a signed policy from your site");
  }

  private Finding log() {
    return session.settings().storeLogKey().isPresent()
        ? Finding.ok(LOG, "The log that has to prove images is named")
        : Finding.warn(
            LOG,
            "It is not set: what an image is stays the store's word, whatever nodes prove",
            LogKeyCheck.advice(session.settingsLoader().file().toString()));
  }

  private Path resolved(Path path) {
    return session.surroundings().place().folder().resolve(path);
  }
}
