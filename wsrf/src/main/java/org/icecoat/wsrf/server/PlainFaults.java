package org.icecoat.wsrf.server;

import jakarta.xml.ws.WebFault;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.phase.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last word on the text of a fault. What CXF says of a message that it cannot read is shown,
 * shortened; what went wrong inside is not.
 */
final class PlainFaults extends AbstractSoapInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(PlainFaults.class);
  private static final int LONGEST = 400;
  private static final Pattern CLASS_NAMES =
      Pattern.compile("\\[?\\b([a-z0-9]+\\.)+[A-Z]\\w*(Exception|Error)\\b\\]?:?\\s*");

  PlainFaults() {
    super(Phase.SETUP);
  }

  @Override
  public void handleMessage(SoapMessage message) {
    if (message.getContent(Exception.class) instanceof Fault fault && !declared(fault)) {
      LOG.debug("A request is refused", fault);
      SoapFault plain = plain(message, fault);
      plain.setStatusCode(fault.getStatusCode());
      message.setContent(Exception.class, plain);
    }
  }

  private static boolean declared(Fault fault) {
    Throwable cause = fault.getCause();
    return cause != null && cause.getClass().isAnnotationPresent(WebFault.class);
  }

  private static SoapFault plain(SoapMessage message, Fault fault) {
    if (fault instanceof SoapFault soap && soap.getCause() == null) {
      return soap;
    }
    if (isClients(fault)) {
      SoapFault readable = new SoapFault(text(fault), message.getVersion().getSender());
      readable.setDetail(fault.getDetail());
      return readable;
    }
    LOG.error("A request failed outside of its service", fault);
    return new SoapFault("The service failed", message.getVersion().getReceiver());
  }

  private static boolean isClients(Fault fault) {
    String code = fault.getFaultCode() == null ? "" : fault.getFaultCode().getLocalPart();
    return code.equalsIgnoreCase("Client")
        || code.equalsIgnoreCase("Sender")
        || reading(fault).isPresent();
  }

  /** What went wrong while the request was read; the innermost says it best. */
  private static Optional<Throwable> reading(Fault fault) {
    Throwable found = null;
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof XMLStreamException || cause instanceof IOException) {
        found = cause;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String text(Fault fault) {
    String message = String.valueOf(reading(fault).orElse(fault).getMessage());
    String text = CLASS_NAMES.matcher(message).replaceAll("").replaceAll("\\s+", " ").trim();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
