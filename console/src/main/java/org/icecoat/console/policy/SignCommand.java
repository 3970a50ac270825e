package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.icecoat.console.command.Session;
import org.icecoat.console.configuration.Settings;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.setup.PassphraseInput;
import org.icecoat.console.terminal.Printable;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.Doubt;
import org.icecoat.trust.policy.signature.PolicySigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy sign}. */
@Command(
    name = "sign",
    description = {
      "Sign a policy with your own certificate, not with a proxy of it.",
      "The result is CMS in PEM with the policy inside; 'openssl cms -verify -inform PEM -purpose"
          + " any' reads it too."
    })
final class SignCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "POLICY", description = "The policy, in YAML.")
  private Path policy;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "Your certificate (X509_USER_CERT; ~/.globus/usercert.pem).")
  private Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Its private key (X509_USER_KEY; ~/.globus/userkey.pem).")
  private Path key;

  @Option(
      names = "--passphrase-stdin",
      description = "Read the key's passphrase from the first line of standard input.")
  private boolean passphraseFromInput;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write the signed policy; beside the policy, as .cms, by default.")
  private Path output;

  SignCommand(Session session) {
    this.session = session;
  }

  /** What was signed by whom. */
  record Signed(String name, int version, String digest, String signer, String file) {}

  @Override
  public void run() {
    PolicyFiles files = new PolicyFiles(session.surroundings().place().folder());
    PolicyDocument document = files.document(policy);
    requireBoot(document);
    PemCredential own = credential();
    Path target = output == null ? Path.of(policy + ".cms") : output;
    files.write(
        target, new PolicySigner(session.surroundings().times().clock()).sign(document, own));
    Signed signed =
        new Signed(
            document.id().name().value(),
            document.id().version(),
            document.digest().toString(),
            Dn.of(own.leaf().getSubjectX500Principal()).toString(),
            target.toString());
    session.output().show(signed, () -> lines(signed));
  }

  private void requireBoot(PolicyDocument document) {
    Set<Integer> left = document.policy().bootLeftOut();
    if (!left.isEmpty()) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "%s: %s; missing: %s".formatted(policy, Doubt.FILES_WITHOUT_BOOT.plain(), left));
    }
  }

  private PemCredential credential() {
    Settings settings = session.settings();
    PassphraseInput passphrases = new PassphraseInput(session.surroundings(), passphraseFromInput);
    try {
      PemCredential own =
          PemCredential.read(
              certificate == null ? settings.userCertificate() : certificate,
              key == null ? settings.userKey() : key,
              passphrases);
      if (!own.chain().proxies().isEmpty()) {
        throw new ConsoleException(
            ConsoleFault.USAGE, "That is a proxy: no one accepts a policy that it signed");
      }
      return own;
    } catch (TrustException e) {
      throw new ConsoleException(ConsoleFault.USAGE, e.getMessage(), e);
    }
  }

  private static List<String> lines(Signed signed) {
    return List.of(
        Printable.line(
            "%s version %d signed by %s"
                .formatted(signed.name(), signed.version(), signed.signer())),
        Printable.line("  " + signed.digest()),
        Printable.line("  written to " + signed.file()));
  }
}
