package org.icecoat.console.remote;

import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.wsrf.client.CallFailedException;

/** Failures that are not declared faults: TLS, the network, undeclared SOAP faults. */
public final class ConnectionFaults {
  private static final int DEEPEST = 20;

  private ConnectionFaults() {}

  static Optional<ConsoleException> plain(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    return Stream.of(
            of(causes, CertificateException.class, ConnectionFaults::serverNotTrusted),
            of(causes, SSLException.class, ConnectionFaults::tls),
            of(causes, UnknownHostException.class, e -> unreachable("its host is not known", e)),
            of(
                causes,
                UnresolvedAddressException.class,
                e -> unreachable("its host is not known", e)),
            of(causes, HttpTimeoutException.class, e -> unreachable("it does not answer", e)),
            of(causes, ConnectException.class, e -> unreachable("nobody listens there", e)),
            of(causes, SocketTimeoutException.class, e -> unreachable("it does not answer", e)),
            refused(causes),
            of(causes, SOAPFaultException.class, ConnectionFaults::soap),
            of(causes, InterruptedIOException.class, ConnectionFaults::interrupted),
            of(causes, CallFailedException.class, ConnectionFaults::noSense),
            of(causes, IOException.class, ConnectionFaults::lost))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether the same call may well succeed when it is sent again. */
  public static boolean connectionLost(ConsoleException failure) {
    return failure.fault() == ConsoleFault.UNAVAILABLE
        && failure.getCause() instanceof IOException
        && !(failure.getCause() instanceof UnknownHostException);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable one = thrown; one != null && causes.size() < DEEPEST; one = one.getCause()) {
      causes.add(one);
    }
    return causes;
  }

  private static <E> Optional<ConsoleException> of(
      List<Throwable> causes, Class<E> type, Function<E, ConsoleException> how) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst().map(how);
  }

  private static ConsoleException serverNotTrusted(CertificateException e) {
    return new ConsoleException(
        ConsoleFault.LOGIN_NEEDED,
        "The service's certificate is not trusted: "
            + e.getMessage()
            + " (check the URL and the CA directory: icecoat doctor)",
        e);
  }

  private static ConsoleException tls(SSLException e) {
    String message =
        String.valueOf(e.getMessage()).contains("alert")
            ? "The service does not accept your credential; log in again, and if that does not"
                + " help: icecoat doctor"
            : "No secure connection to the service: "
                + e.getMessage()
                + " (icecoat doctor tells more)";
    return new ConsoleException(ConsoleFault.LOGIN_NEEDED, message, e);
  }

  /** The service has said what it has against the credential. */
  private static Optional<ConsoleException> refused(List<Throwable> causes) {
    return causes.stream()
        .filter(CallFailedException.class::isInstance)
        .map(CallFailedException.class::cast)
        .filter(failed -> failed.reason() == CallFailedException.Reason.REFUSED)
        .findFirst()
        .map(
            failed ->
                new ConsoleException(
                    ConsoleFault.LOGIN_NEEDED,
                    "The service does not accept your credential: " + failed.getMessage(),
                    failed));
  }

  private static ConsoleException unreachable(String why, Throwable e) {
    return new ConsoleException(
        ConsoleFault.UNAVAILABLE,
        "The service cannot be reached: " + why + " (check its URL: icecoat config show)",
        e);
  }

  private static ConsoleException soap(SOAPFaultException e) {
    boolean caller = String.valueOf(e.getFault().getFaultCode()).matches(".*(Client|Sender)");
    return new ConsoleException(
        caller ? ConsoleFault.REFUSED : ConsoleFault.FAILED,
        "The service answered: " + e.getFault().getFaultString(),
        e);
  }

  /** What is no SOAP answer mostly comes from another server, or from another path. */
  private static ConsoleException noSense(CallFailedException e) {
    return String.valueOf(e.getMessage()).contains("HTTP status")
        ? new ConsoleException(
            ConsoleFault.FAILED, e.getMessage() + " (check the URL: icecoat config show)", e)
        : lost(new IOException(e.getMessage(), e));
  }

  private static ConsoleException interrupted(InterruptedIOException e) {
    return new ConsoleException(ConsoleFault.INTERRUPTED, "Interrupted", e);
  }

  private static ConsoleException lost(IOException e) {
    return new ConsoleException(
        ConsoleFault.UNAVAILABLE,
        "The connection to the service was lost: " + e.getMessage() + " (try again)",
        e);
  }
}
