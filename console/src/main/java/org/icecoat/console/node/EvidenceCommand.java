package org.icecoat.console.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.administration.GetNodeEvidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat node evidence}. */
@Command(
    name = "evidence",
    description = {
      "Fetch fresh evidence of a node to a file, for 'policy draft' and 'policy check'.",
      "The factory has verified its quote, but judged nothing that was measured. With --digest what",
      "the node gave once, and a result, a change of trust or a receipt names."
    })
final class EvidenceCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NODE", description = "Its name.")
  private String node;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; NODE.evidence by default.")
  private Path output;

  @Option(
      names = "--digest",
      paramLabel = "sha256:HEX",
      description = "Fetch what the factory keeps under this digest, not fresh evidence.")
  private Sha256 digest;

  EvidenceCommand(Session session) {
    this.session = session;
  }

  /** What was written where. */
  record Fetched(String node, String digest, long bytes, String file) {}

  @Override
  public void run() {
    GetNodeEvidence request = new GetNodeEvidence();
    request.setNode(node);
    request.setDigest(digest == null ? null : digest.toString());
    Octets bytes =
        Octets.of(
            Remote.call(() -> session.services().administration().getNodeEvidence(request))
                .getEvidence());
    String found = digest(bytes);
    Path file = output == null ? Path.of(node + ".evidence") : output;
    write(file, bytes);
    Fetched fetched = new Fetched(node, found, bytes.length(), file.toString());
    session
        .output()
        .show(
            fetched,
            () ->
                List.of(
                    Printable.line("Evidence of %s: %s".formatted(node, found)),
                    Printable.line("  written to " + file)));
  }

  private String digest(Octets bytes) {
    try {
      Sha256 found = Evidence.parse(bytes).digest();
      if (digest != null && !found.equals(digest)) {
        throw new ConsoleException(
            ConsoleFault.FAILED, "The factory's answer is other evidence: " + found);
      }
      return found.toString();
    } catch (TrustException e) {
      throw new ConsoleException(
          ConsoleFault.FAILED, "The factory's answer is no evidence: " + e.getMessage(), e);
    }
  }

  private void write(Path file, Octets bytes) {
    try {
      Files.write(session.surroundings().place().folder().resolve(file), bytes.bytes());
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
