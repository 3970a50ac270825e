package org.icecoat.console.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Credential;
import org.icecoat.console.text.Moments;
import org.icecoat.trust.credential.CredentialSummary;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.credential.ProxyKind;

/** Says who the user now is, and until when. */
final class LoginReport {
  private final Session session;

  LoginReport(Session session) {
    this.session = session;
  }

  /** Who is logged in. */
  record LoggedIn(
      String identity, String subject, String kind, boolean limited, Instant expires, String file) {

    static LoggedIn of(CredentialSummary summary, Path file) {
      return new LoggedIn(
          summary.identity().toString(),
          summary.subject().toString(),
          summary.kind().toString(),
          summary.kind().limited(),
          summary.expires(),
          file.toString());
    }
  }

  /**
   * A proxy that somebody else made.
   *
   * @throws ConsoleException LOGIN_NEEDED, if it is none, is over, or the CAs here do not trust it
   */
  void requireUsable(PemCredential credential) {
    CredentialSummary summary = CredentialSummary.of(credential);
    if (!summary.expires().isAfter(session.surroundings().times().clock().instant())) {
      throw refused("that proxy ended at " + session.moments().full(summary.expires()));
    }
    Optional<ProxyKind> kind = summary.kind().proxy();
    if (kind.isPresent() && kind.get() != ProxyKind.RFC3820) {
      throw refused("a " + summary.kind() + " is not accepted by the services");
    }
    judgement(credential)
        .ifPresent(
            reason -> {
              throw refused(reason);
            });
  }

  private static ConsoleException refused(String reason) {
    return new ConsoleException(
        ConsoleFault.LOGIN_NEEDED, "The proxy is not used: " + reason + ". Make a new one");
  }

  /** What the CAs of this machine say against it; nothing where there is no CA directory. */
  private Optional<String> judgement(PemCredential credential) {
    Path directory = session.settings().caDirectory();
    if (!Files.isDirectory(directory)) {
      session.output().remark("Not checked against CAs: " + directory + " does not exist");
      return Optional.empty();
    }
    return new Credential(session.surroundings().times().clock()).objection(credential, directory);
  }

  void show(PemCredential credential, Path file) {
    LoggedIn view = LoggedIn.of(CredentialSummary.of(credential), file);
    session.output().show(view, () -> lines(view));
  }

  private List<String> lines(LoggedIn view) {
    Moments moments = session.moments();
    List<String> lines = new ArrayList<>();
    lines.add("You are " + view.identity());
    lines.add(view.kind() + " in " + view.file() + ", until " + moments.end(view.expires()));
    if (view.limited()) {
      lines.add("It is limited: it cannot deploy VMs");
    }
    return lines;
  }
}
