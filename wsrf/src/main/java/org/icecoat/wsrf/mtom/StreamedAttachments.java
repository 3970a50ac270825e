package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.helpers.HttpHeaderHelper;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.icecoat.wsrf.stream.CappedInputStream;

/** Takes the place of CXF's {@code AttachmentInInterceptor}; for servers and for clients. */
public final class StreamedAttachments extends AbstractPhaseInterceptor<Message> {
  private final int envelopeBytes;

  /**
   * Reads after what caps a message.
   *
   * @param cap the interceptor that has to come before
   * @param envelopeBytes of the first part, which holds the envelope
   */
  public StreamedAttachments(Class<?> cap, long envelopeBytes) {
    super(Phase.RECEIVE);
    addAfter(cap.getName());
    addBefore(AttachmentInInterceptor.class.getName());
    this.envelopeBytes = (int) Math.min(envelopeBytes, Integer.MAX_VALUE - 8);
  }

  @Override
  public void handleMessage(Message message) {
    InputStream body = message.getContent(InputStream.class);
    String type = (String) message.get(Message.CONTENT_TYPE);
    if (body == null || !MultipartType.is(type)) {
      return;
    }
    try {
      read(message, new MultipartReader(body, MultipartType.boundary(type)));
    } catch (IOException e) {
      throw new Fault(e);
    }
    withoutCxfs(message);
  }

  /**
   * The operation is over: what it has not read of the request is not waited for, and cannot spoil
   * its answer.
   */
  public static void end(Message message) {
    if (message.getAttachments() instanceof ArrivingAttachments arriving) {
      arriving.end();
    }
  }

  private void read(Message message, MultipartReader reader) throws IOException {
    if (!reader.next()) {
      throw new IOException("The message has no parts");
    }
    PartStream root = PartStream.of(reader);
    message.put(AttachmentDeserializer.ATTACHMENT_PART_HEADERS, root.headers());
    String charset = HttpHeaderHelper.findCharset(root.header("Content-Type"));
    if (charset != null) {
      message.put(Message.ENCODING, HttpHeaderHelper.mapCharset(charset));
    }
    InputStream envelope = AttachmentUtil.decode(root, root.header("Content-Transfer-Encoding"));
    message.setContent(InputStream.class, new CappedInputStream(envelope, envelopeBytes));
    message.setAttachments(
        new ArrivingAttachments(
            message, reader, new ArrivingAttachments.Envelope(root, envelopeBytes)));
  }

  private static void withoutCxfs(Message message) {
    List<Interceptor<? extends Message>> cxfs = new ArrayList<>();
    for (Interceptor<? extends Message> each : message.getInterceptorChain()) {
      if (each instanceof AttachmentInInterceptor) {
        cxfs.add(each);
      }
    }
    cxfs.forEach(message.getInterceptorChain()::remove);
  }
}
