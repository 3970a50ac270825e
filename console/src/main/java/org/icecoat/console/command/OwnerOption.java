package org.icecoat.console.command;

import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.CredentialSummary;
import org.icecoat.trust.credential.PemCredential;
import picocli.CommandLine.Option;

/** Whose VM it should be: who asks, unless somebody else is named. */
public final class OwnerOption {
  @Option(
      names = "--owner",
      paramLabel = "DN",
      description = "For whom it should run; you, if left out.")
  private String owner;

  /**
   * The owner that is expected.
   *
   * @throws ConsoleException LOGIN_NEEDED, if nobody is named and there is no proxy to read
   */
  public Dn expected(Session session) {
    if (owner != null) {
      return named();
    }
    try {
      return CredentialSummary.of(PemCredential.read(session.settings().proxy())).identity();
    } catch (TrustException e) {
      throw new ConsoleException(
          ConsoleFault.LOGIN_NEEDED, e.getMessage() + "; icecoat login makes a new one", e);
    }
  }

  /** The same; empty if nobody is named and nobody is logged in. */
  public Optional<Dn> known(Session session) {
    try {
      return Optional.of(expected(session));
    } catch (ConsoleException e) {
      if (e.fault() != ConsoleFault.LOGIN_NEEDED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Dn named() {
    try {
      return Dn.parse(owner);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "--owner '%s' is no distinguished name; one looks like CN=Alice,O=Grid,C=XX"
              .formatted(owner),
          e);
    }
  }
}
