package org.icecoat.wsrf.client;

import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.transport.http.HTTPException;
import org.icecoat.wsrf.call.CallerRefusedException;

/** A call that ended with none of the faults that its operation declares. */
public final class CallFailedException extends RuntimeException {
  private static final String BASE_FAULTS = "http://docs.oasis-open.org/wsrf/bf-2";
  private static final long serialVersionUID = 1L;

  /** What kind of failure. */
  public enum Reason {
    /** The server says no, in words that may be shown. */
    FAULT,
    /** The server does not accept this client's certificates, in words that may be shown. */
    REFUSED,
    /** There is no connection: the request was not carried out. */
    UNREACHABLE,
    /** Server and client do not accept one another's certificates. */
    NOT_TRUSTED,
    /** No answer in time: nobody knows whether the request was carried out. */
    NO_ANSWER,
    /** An answer that is none, or a connection that broke. */
    BROKEN
  }

  private final Reason reason;

  private CallFailedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static CallFailedException of(WebServiceException failure, String address) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof SoapFault fault) {
        Reason said = ofCaller(fault) ? Reason.REFUSED : Reason.FAULT;
        return new CallFailedException(said, fault.getMessage(), failure);
      }
    }
    Reason reason =
        causes.stream()
            .map(CallFailedException::reason)
            .reduce(Reason.BROKEN, CallFailedException::worse);
    return new CallFailedException(reason, text(reason, address, causes), failure);
  }

  /** Whether it is the caller himself who is refused. */
  private static boolean ofCaller(SoapFault fault) {
    return fault.getDetail() != null
        && Optional.ofNullable(
                fault.getDetail().getElementsByTagNameNS(BASE_FAULTS, "ErrorCode").item(0))
            .filter(code -> code.getTextContent().equals(CallerRefusedException.CODE))
            .isPresent();
  }

  private static Reason worse(Reason known, Reason next) {
    return next == Reason.BROKEN ? known : next;
  }

  private static Reason reason(Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return Reason.UNREACHABLE;
    }
    if (cause instanceof SSLException || cause instanceof CertificateException) {
      return Reason.NOT_TRUSTED;
    }
    boolean late = cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException;
    return late ? Reason.NO_ANSWER : Reason.BROKEN;
  }

  private static String text(Reason reason, String address, List<Throwable> causes) {
    return switch (reason) {
      case FAULT, REFUSED, BROKEN -> address + " gave no answer that makes sense: " + last(causes);
      case UNREACHABLE -> address + " cannot be reached";
      case NOT_TRUSTED -> address + " and this client do not trust one another: " + last(causes);
      case NO_ANSWER -> address + " did not answer in time";
    };
  }

  private static String last(List<Throwable> causes) {
    return causes.stream()
        .filter(cause -> cause instanceof IOException || cause instanceof CertificateException)
        .map(CallFailedException::words)
        .reduce((first, next) -> next)
        .orElse("see the log");
  }

  private static String words(Throwable cause) {
    return cause instanceof HTTPException http
        ? "HTTP status " + http.getResponseCode()
        : String.valueOf(cause.getMessage());
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && causes.size() < 20; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
