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
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.wsrf.tls.TlsMaterial;

/** This computer's clock against that of the factory: proxies and CRLs depend on it. */
final class ClockCheck implements Check {
  private static final String NAME = "clock";
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
      return date(session.settings().factory()).map(this::compared).stream().toList();
    } catch (ConsoleException e) {
      return List.of();
    }
  }

  private Finding compared(Instant theirs) {
    Instant ours = session.surroundings().times().clock().instant();
    Duration apart = Duration.between(theirs, ours).abs();
    String detail = "%s apart from the factory's".formatted(Spans.text(apart));
    String advice = "Set this computer's clock (timedatectl, chrony), or tell the site";
    if (apart.compareTo(TOLERATED) <= 0) {
      return Finding.ok(NAME, detail);
    }
    return apart.compareTo(BAD) <= 0
        ? Finding.warn(NAME, detail, advice)
        : Finding.fail(NAME, detail, advice);
  }

  /** The factory's time by its HTTP header Date; nothing if it cannot be asked. */
  private Optional<Instant> date(URI factory) {
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
    } catch (IOException | GeneralSecurityException | DateTimeException e) {
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
