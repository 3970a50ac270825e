package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.CredentialSummary;
import org.icecoat.trust.credential.PemCredential;

/** The proxy by which services know the user, and the certificate behind it. */
final class CredentialCheck implements Check {
  private static final String NAME = "proxy";
  private static final Duration SOON = Duration.ofMinutes(30);
  private static final Duration RENEW = Duration.ofDays(30);

  private final Session session;

  CredentialCheck(Session session) {
    this.session = session;
  }

  @Override
  public List<Finding> findings() {
    try {
      List<Finding> findings = new ArrayList<>();
      Path proxy = session.settings().proxy();
      if (Files.exists(proxy)) {
        findings.addAll(read(proxy));
      } else {
        findings.add(Finding.fail(NAME, "There is no " + proxy, "icecoat login"));
      }
      return findings;
    } catch (ConsoleException e) {
      return List.of();
    }
  }

  private List<Finding> read(Path proxy) {
    try {
      PemCredential credential = PemCredential.read(proxy);
      CredentialSummary summary = CredentialSummary.of(credential);
      List<Finding> findings = new ArrayList<>();
      findings.add(lifetime(summary));
      credential
          .chain()
          .endEntity()
          .ifPresent(own -> findings.add(certificate(own.getNotAfter().toInstant())));
      return findings;
    } catch (TrustException e) {
      return List.of(Finding.fail(NAME, e.getMessage(), "icecoat login makes a new one"));
    }
  }

  private Finding lifetime(CredentialSummary summary) {
    String end = session.moments().end(summary.expires());
    String who = summary.kind() + " of " + summary.identity() + ", until " + end;
    Instant now = session.surroundings().times().clock().instant();
    if (!now.isBefore(summary.expires())) {
      return Finding.fail(NAME, who, "icecoat login");
    }
    if (summary.kind().limited()) {
      return Finding.warn(NAME, who, "A limited proxy cannot deploy: icecoat login");
    }
    return summary.left(now).compareTo(SOON) < 0
        ? Finding.warn(NAME, who, "It ends soon: icecoat login")
        : Finding.ok(NAME, who);
  }

  private Finding certificate(Instant end) {
    String until = "until " + session.moments().end(end);
    Duration left = Duration.between(session.surroundings().times().clock().instant(), end);
    if (left.isNegative()) {
      return Finding.fail("certificate", until, "Ask your CA for a new certificate");
    }
    return left.compareTo(RENEW) < 0
        ? Finding.warn("certificate", until, "Ask your CA for a new certificate in time")
        : Finding.ok("certificate", until);
  }
}
