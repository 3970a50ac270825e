package org.icecoat.wsrf.server;

import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509KeyManager;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Ends connections, each after an answer, that show another certificate than the server has now, so
 * that a client which keeps its connections sees a renewed one soon. Looking costs as much as a
 * twentieth of a small call, so it is done once in {@link #LOOK_EVERY}.
 */
final class RenewedKeys implements HttpConfiguration.Customizer {
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final X509KeyManager keys;
  private final Runnable forgetSessions;
  private final LongSupplier nanoTime;
  private final AtomicReference<Certificate> last = new AtomicReference<>();
  private volatile Look latest;

  /**
   * What watches the keys of one server.
   *
   * @param forgetSessions is run when another certificate is seen: sessions that began under the
   *     one before are not to be resumed
   * @param nanoTime as {@link System#nanoTime} has it
   */
  RenewedKeys(X509KeyManager keys, Runnable forgetSessions, LongSupplier nanoTime) {
    this.keys = keys;
    this.forgetSessions = forgetSessions;
    this.nanoTime = nanoTime;
  }

  /** What was found at a time of {@link #nanoTime}; without a certificate there is none to show. */
  private record Look(long at, Certificate certificate) {}

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    EndPoint.SslSessionData tls =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    if (tls != null && isOld(shown(tls.sslSession()))) {
      answer.put(HttpFields.CONNECTION_CLOSE);
    }
    return request;
  }

  private static Certificate shown(SSLSession session) {
    Certificate[] chain = session.getLocalCertificates();
    return chain == null || chain.length == 0 ? null : chain[0];
  }

  /** Whether the server has had another certificate than this one for a second at most. */
  boolean isOld(Certificate shown) {
    Certificate now = shown == null ? null : current(shown);
    if (now == null || now.equals(shown)) {
      return false;
    }
    if (!now.equals(last.getAndSet(now))) {
      forgetSessions.run();
    }
    return true;
  }

  private Certificate current(Certificate shown) {
    Look look = latest;
    long now = nanoTime.getAsLong();
    if (look == null || now - look.at() >= LOOK_EVERY.toNanos()) {
      look = new Look(now, read(shown.getPublicKey().getAlgorithm()));
      latest = look;
    }
    return look.certificate();
  }

  /** Of the type that was shown, or of another one if there is none of that any more. */
  private Certificate read(String keyType) {
    return Stream.of(keyType, "EC", "RSA")
        .map(type -> keys.chooseServerAlias(type, null, null))
        .filter(Objects::nonNull)
        .map(alias -> keys.getCertificateChain(alias)[0])
        .findFirst()
        .orElse(null);
  }
}
