package org.icecoat.console.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Spans;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.CredentialSummary;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;

/** The user's proxy and the CAs that he trusts, with advice where one of them does not do. */
public final class Credential {
  private final Clock clock;

  public Credential(Clock clock) {
    this.clock = clock;
  }

  /**
   * The proxy, for JSSE.
   *
   * @throws ConsoleException LOGIN_NEEDED, if there is no proxy or it is over
   */
  public PemKeys keys(Path proxy) {
    if (!Files.exists(proxy)) {
      throw new ConsoleException(
          ConsoleFault.LOGIN_NEEDED, "You are not logged in: icecoat login makes " + proxy);
    }
    try {
      requireValid(CredentialSummary.of(PemCredential.read(proxy)));
      return PemKeys.ofProxy(proxy);
    } catch (TrustException e) {
      throw new ConsoleException(ConsoleFault.LOGIN_NEEDED, e.getMessage(), e);
    }
  }

  private void requireValid(CredentialSummary summary) {
    if (!clock.instant().isBefore(summary.expires())) {
      String since = Spans.text(Duration.between(summary.expires(), clock.instant()));
      throw new ConsoleException(
          ConsoleFault.LOGIN_NEEDED, "Your proxy ended " + since + " ago: icecoat login");
    }
  }

  /** What the CAs of a directory say against a credential, in words for its owner. */
  public Optional<String> objection(PemCredential credential, Path directory) {
    try (GridTrust trust = trust(directory)) {
      CallerVerdict verdict =
          trust.callers().judge(credential.chain().certificates().toArray(X509Certificate[]::new));
      return verdict instanceof CallerVerdict.Refused refused
          ? Optional.of(refused.plain())
          : Optional.empty();
    }
  }

  /**
   * The CAs of a directory.
   *
   * @throws ConsoleException LOGIN_NEEDED, if the folder holds no CAs
   */
  public GridTrust trust(Path directory) {
    try {
      return GridTrust.open(TrustAnchors.in(directory), clock);
    } catch (TrustException e) {
      throw new ConsoleException(
          ConsoleFault.LOGIN_NEEDED, e.getMessage() + " (set --ca-directory or X509_CERT_DIR)", e);
    }
  }
}
