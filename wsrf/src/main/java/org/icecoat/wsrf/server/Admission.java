package org.icecoat.wsrf.server;

import java.io.InputStream;
import java.util.Locale;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.security.transport.TLSSessionInfo;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.stream.CappedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first to see a message: judges the peer, and caps what is read, before anything is parsed.
 * Who asks for a page instead was judged by {@link PageAdmission}.
 */
final class Admission<C> extends AbstractSoapInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private final Calls<C> calls;
  private final Limits limits;
  private final CallerSlot<C> slot;

  Admission(Calls<C> calls, Limits limits, CallerSlot<C> slot) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.calls = calls;
    this.limits = limits;
    this.slot = slot;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    if (!"POST".equals(message.get(Message.HTTP_REQUEST_METHOD))) {
      return;
    }
    String type = String.valueOf(message.get(Message.CONTENT_TYPE));
    if (MediaTypes.isSoap11(type)) {
      message.setVersion(Soap11.getInstance());
    }
    if (!type.toLowerCase(Locale.ROOT).contains("charset")) {
      message.put(Message.ENCODING, "UTF-8"); // RFC 7303; CXF would take ISO 8859-1
    }
    slot.put(message.getExchange(), caller(message));
    long most = MediaTypes.isMultipart(type) ? limits.uploadBytes() : limits.envelopeBytes();
    InputStream body = message.getContent(InputStream.class);
    message.setContent(InputStream.class, new CappedInputStream(body, most));
  }

  private C caller(SoapMessage message) {
    try {
      TLSSessionInfo session = message.get(TLSSessionInfo.class);
      return calls.authenticate(
          PeerChain.of(session == null ? null : session.getPeerCertificates()));
    } catch (CallerRefusedException e) {
      LOG.info("A caller is refused: {}", e.getMessage());
      throw new SoapFault(e.getMessage(), message.getVersion().getSender());
    }
  }
}
