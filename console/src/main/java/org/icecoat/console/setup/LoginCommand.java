package org.icecoat.console.setup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.configuration.Settings;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.credential.ProxyFile;
import org.icecoat.trust.credential.ProxyMaker;
import org.icecoat.trust.credential.ProxyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code icecoat login}. */
@Command(
    name = "login",
    description = {
      "Make a proxy certificate (RFC 3820) from your grid certificate, by which the services know"
          + " you.",
      "With --proxy, check an existing proxy file and use that one."
    })
public final class LoginCommand implements Runnable {
  private final Session session;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "12",
      description = "How long the proxy lives; 12 by default, never longer than the certificate.")
  private int hours;

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

  @Option(names = "--limited", description = "A limited proxy: it may look, but deploy nothing.")
  private boolean limited;

  @Option(
      names = "--passphrase-stdin",
      description = "Read the key's passphrase from the first line of standard input.")
  private boolean passphraseFromInput;

  public LoginCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Optional<Path> existing =
        session.options().proxy().map(session.surroundings().place().folder()::resolve);
    try {
      Path target = session.usualSettings().proxy();
      if (existing.isPresent()) {
        adopt(existing.get(), target);
      } else {
        make(target);
      }
    } catch (TrustException e) {
      boolean usage = e.fault() == TrustFault.PASSPHRASE_WRONG;
      throw new ConsoleException(
          usage ? ConsoleFault.USAGE : ConsoleFault.LOGIN_NEEDED, e.getMessage(), e);
    }
  }

  private void make(Path target) {
    if (hours < 1) {
      throw new ConsoleException(ConsoleFault.USAGE, "--hours must be 1 or more");
    }
    Settings settings = session.settings();
    PassphraseInput passphrases = new PassphraseInput(session.surroundings(), passphraseFromInput);
    PemCredential own =
        PemCredential.read(
            certificate == null ? settings.userCertificate() : certificate,
            key == null ? settings.userKey() : key,
            passphrases);
    PemCredential proxy =
        new ProxyMaker(session.surroundings().times().clock(), new SecureRandom())
            .make(own, new ProxyRequest(Duration.ofHours(hours), limited, null));
    ProxyFile.write(target, proxy);
    new LoginReport(session).show(proxy, target);
  }

  private void adopt(Path source, Path target) {
    PemCredential proxy = PemCredential.read(source);
    LoginReport report = new LoginReport(session);
    report.requireUsable(proxy);
    if (!source.equals(target)) {
      ProxyFile.write(target, proxy);
    }
    report.show(proxy, target);
  }
}
