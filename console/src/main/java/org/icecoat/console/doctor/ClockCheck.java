package org.icecoat.console.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.remote.Credential;
import org.icecoat.console.text.Spans;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.wsrf.tls.TlsMaterial;

/** This computer's clock against that of the factory: proxies and CRLs depend on it. */
final class ClockCheck implements Check {
  private static final String NAME = "clock";
  private static final String SET =
      "Set this computer's clock (timedatectl, chrony), or tell the site";
  private static final Duration TOLERATED = Duration.ofSeconds(60);
  private static final Duration BAD = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Session session;

  ClockCheck(Session session) {
    this.session = session;
  }

  @Override
  public List<Finding> findings() {
    try {
      session.settings().factory();
    } catch (ConsoleException e) {
      return List.of(); // the configuration's own check tells it
    }
    return List.of(date().map(this::compared).orElseGet(this::byItself));
  }

  /** Where the factory does not tell its time, which a wrong clock here may be the cause of. */
  private Finding byItself() {
    Instant ours = session.surroundings().times().clock().instant();
    return MadeFiles.newest(session.settings())
        .filter(made -> made.when().isAfter(ours.plus(TOLERATED)))
        .map(made -> behind(made, Duration.between(ours, made.when())))
        .orElseGet(
            () ->
                Finding.warn(
                    NAME,
                    "It could not be compared with the factory's, which did not tell its time",
                    "Compare it with another clock (timedatectl, date -u): by a wrong one no"
                        + " certificate is valid"));
  }

  private static Finding behind(MadeFiles.Made made, Duration length) {
    return Finding.fail(
        NAME,
        "At least %s behind: %s was made later".formatted(Spans.text(length), made.file()),
        SET);
  }

  private Finding compared(Instant theirs) {
    Instant ours = session.surroundings().times().clock().instant();
    Duration apart = Duration.between(theirs, ours).abs();
    String detail = "%s apart from the factory's".formatted(Spans.text(apart));
    if (apart.compareTo(TOLERATED) <= 0) {
      return Finding.ok(NAME, detail);
    }
    return apart.compareTo(BAD) <= 0
        ? Finding.warn(NAME, detail, SET)
        : Finding.fail(NAME, detail, SET);
  }

  /** The factory's time by its HTTP header Date; nothing if it cannot be asked. */
  private Optional<Instant> date() {
    URI factory = session.settings().factory();
    Credential credential = new Credential(session.surroundings().times().clock());
    try (GridTrust trust = credential.trust(session.settings().caDirectory())) {
      TlsMaterial tls =
          new TlsMaterial(credential.keys(session.settings().proxy()), trust.forClients());
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(tls.checkingHostNames().context())
              .connectTimeout(LONGEST)
              .build();
      HttpRequest request =
          HttpRequest.newBuilder(factory.resolve("/health")).timeout(LONGEST).build();
      return client
          .send(request, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Date")
          .map(ClockCheck::parse);
    } catch (IOException
        | GeneralSecurityException
        | DateTimeException
        | TrustException
        | ConsoleException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Instant parse(String header) {
    return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
