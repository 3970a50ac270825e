package org.icecoat.console.proof;

import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import picocli.CommandLine.Option;

/** Which makers of TPMs the user trusts. */
public final class MakersOption {
  @Option(
      names = "--makers",
      paramLabel = "DIR",
      description = "CAs of the makers of TPMs that you trust, in hardware/NAME and emulated/NAME.")
  private Path makers;

  /**
   * Reads their CAs; empty if the user names none.
   *
   * @throws ConsoleException USAGE
   */
  public Optional<EndorsementCertificates> read(Session session) {
    Optional<Path> where = Optional.ofNullable(makers).or(() -> session.settings().tpmMakers());
    try {
      return where
          .map(path -> session.surroundings().place().folder().resolve(path))
          .map(EndorsementCertificates::in);
    } catch (TrustException e) {
      throw new ConsoleException(ConsoleFault.USAGE, e.getMessage() + " (see --makers)", e);
    }
  }
}
