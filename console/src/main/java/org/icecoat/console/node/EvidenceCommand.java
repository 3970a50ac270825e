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
      "The factory has verified its quote, but judged nothing that was measured."
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

  EvidenceCommand(Session session) {
    this.session = session;
  }

  /** What was written where. */
  record Fetched(String node, String digest, long bytes, String file) {}

  @Override
  public void run() {
    GetNodeEvidence request = new GetNodeEvidence();
    request.setNode(node);
    Octets bytes =
        Octets.of(
            Remote.call(() -> session.services().administration().getNodeEvidence(request))
                .getEvidence());
    String digest = digest(bytes);
    Path file = output == null ? Path.of(node + ".evidence") : output;
    write(file, bytes);
    Fetched fetched = new Fetched(node, digest, bytes.length(), file.toString());
    session
        .output()
        .show(
            fetched,
            () ->
                List.of(
                    Printable.line("Evidence of %s: %s".formatted(node, digest)),
                    Printable.line("  written to " + file)));
  }

  private static String digest(Octets bytes) {
    try {
      return Evidence.parse(bytes).digest().toString();
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
