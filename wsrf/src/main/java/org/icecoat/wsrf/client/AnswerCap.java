package org.icecoat.wsrf.client;

import java.io.InputStream;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.icecoat.wsrf.stream.CappedInputStream;

/** Stops reading an answer at its largest allowed size: servers are not trusted blindly either. */
final class AnswerCap extends AbstractSoapInterceptor {
  private final ClientSettings settings;

  AnswerCap(ClientSettings settings) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.settings = settings;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    InputStream body = message.getContent(InputStream.class);
    if (body == null) {
      return;
    }
    String type = String.valueOf(message.get(Message.CONTENT_TYPE));
    boolean multipart = type.regionMatches(true, 0, "multipart/", 0, 10);
    long most = multipart ? settings.downloadBytes() : settings.envelopeBytes();
    message.setContent(InputStream.class, new CappedInputStream(body, most));
  }
}
