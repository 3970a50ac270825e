package org.icecoat.wsrf.server;

import java.io.InputStream;
import java.util.Locale;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.icecoat.wsrf.stream.CappedInputStream;

/** The first to see a message: says how it is to be read, and caps it before it is parsed. */
final class Reception extends AbstractSoapInterceptor {
  private final Limits limits;

  Reception(Limits limits) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.limits = limits;
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
    long most = MediaTypes.isMultipart(type) ? limits.uploadBytes() : limits.envelopeBytes();
    InputStream body = message.getContent(InputStream.class);
    message.setContent(InputStream.class, new CappedInputStream(body, most));
  }
}
