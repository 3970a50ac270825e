package org.icecoat.console.remote;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.console.configuration.Settings;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.PemCredential;

/**
 * Why a service ended the handshake. TLS tells only that it did, so the proxy is judged here as the
 * service judges it, by the CAs of this machine.
 */
public final class RefusedCredential {
  private final Supplier<Settings> settings;
  private final Clock clock;

  public RefusedCredential(Supplier<Settings> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The failure with its reason; as it was, if it is another one or the CAs here find nothing. */
  public ConsoleException explained(ConsoleException failure) {
    return ConnectionFaults.credentialRefused(failure)
        ? objection().map(why -> because(why, failure)).orElse(failure)
        : failure;
  }

  private Optional<String> objection() {
    try {
      Settings set = settings.get();
      return new Credential(clock).objection(PemCredential.read(set.proxy()), set.caDirectory());
    } catch (ConsoleException | TrustException e) {
      return Optional.empty(); // the refusal is what counts
    }
  }

  private static ConsoleException because(String why, ConsoleException failure) {
    return new ConsoleException(
        failure.fault(),
        "The service does not accept your credential. By the CAs of this computer: " + why,
        failure);
  }
}
