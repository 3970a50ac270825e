package org.icecoat.console.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.remote.Credential;
import org.icecoat.console.terminal.Printable;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.policy.signature.SignedPolicy;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.structure.Octets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy show}. */
@Command(
    name = "show",
    description = {
      "Show what a policy asks for, and who signed it.",
      "A signed policy is shown only if its signature is right and of a CA that you trust."
    })
final class ShowPolicyCommand implements Runnable {
  private static final String PEM = "-----BEGIN ";

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A policy in YAML, or a signed one.")
  private Path file;

  ShowPolicyCommand(Session session) {
    this.session = session;
  }

  /** A policy and, if it is signed, by whom. */
  record Shown(String digest, String signer, Instant signed, PolicyView policy) {}

  @Override
  public void run() {
    PolicyFiles files = new PolicyFiles(session.surroundings().place().folder());
    Octets bytes = files.read(file);
    Shown shown = isPem(bytes) ? signed(bytes) : plain(files.document(file));
    session.output().show(shown, () -> lines(shown));
  }

  private static boolean isPem(Octets bytes) {
    int length = Math.min(PEM.length(), bytes.length());
    return new String(bytes.slice(0, length).bytes(), StandardCharsets.ISO_8859_1).equals(PEM);
  }

  private static Shown plain(PolicyDocument document) {
    return new Shown(document.digest().toString(), null, null, PolicyView.of(document.policy()));
  }

  private Shown signed(Octets pem) {
    Credential credential = new Credential(session.surroundings().times().clock());
    PolicyVerdict verdict;
    try (GridTrust trust = credential.trust(session.settings().caDirectory())) {
      verdict =
          PolicyVerifier.ofAnySigner(trust.callers()::judge, session.surroundings().times().clock())
              .verify(pem);
    }
    if (verdict instanceof PolicyVerdict.Refused refused) {
      throw new ConsoleException(
          ConsoleFault.FAILED,
          file + " is no policy to rely on",
          refused.findings().stream().map(this::reason).toList(),
          null);
    }
    SignedPolicy policy = verdict.accepted().orElseThrow();
    return new Shown(
        policy.id().digest().toString(),
        policy.signer().toString(),
        policy.signed(),
        PolicyView.of(policy.policy()));
  }

  private Reason reason(PolicyVerdict.Finding finding) {
    String told = finding.doubt().plain();
    String detail = finding.detail().isEmpty() ? "" : ": " + finding.detail();
    return new Reason("policy", file.toString(), finding.doubt().name(), told + detail);
  }

  private List<String> lines(Shown shown) {
    List<String> lines = new ArrayList<>(shown.policy().lines());
    lines.add("  " + shown.digest());
    lines.add(
        shown.signer() == null
            ? "  not signed"
            : Printable.line(
                "  signed by %s, %s"
                    .formatted(shown.signer(), session.moments().full(shown.signed()))));
    return lines;
  }
}
