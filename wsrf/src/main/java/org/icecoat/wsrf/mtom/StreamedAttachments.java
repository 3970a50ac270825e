package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.helpers.HttpHeaderHelper;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Takes the place of CXF's {@code AttachmentInInterceptor}; for servers and for clients. */
public final class StreamedAttachments extends AbstractPhaseInterceptor<Message> {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_BOUNDARY = 200;

  /**
   * Reads after what caps a message.
   *
   * @param cap the interceptor that has to come before
   */
  public StreamedAttachments(Class<?> cap) {
    super(Phase.RECEIVE);
    addAfter(cap.getName());
    addBefore(AttachmentInInterceptor.class.getName());
  }

  @Override
  public void handleMessage(Message message) {
    InputStream body = message.getContent(InputStream.class);
    String type = (String) message.get(Message.CONTENT_TYPE);
    if (body == null || !isMultipart(type)) {
      return;
    }
    try {
      read(message, new MultipartReader(body, boundary(type)));
    } catch (IOException e) {
      throw new Fault(e);
    }
    withoutCxfs(message);
  }

  private static void read(Message message, MultipartReader reader) throws IOException {
    if (!reader.next()) {
      throw new IOException("The message has no parts");
    }
    Map<String, List<String>> headers = PartHeaders.read(reader);
    message.put(AttachmentDeserializer.ATTACHMENT_PART_HEADERS, headers);
    String charset = HttpHeaderHelper.findCharset(PartHeaders.first(headers, "Content-Type"));
    if (charset != null) {
      message.put(Message.ENCODING, HttpHeaderHelper.mapCharset(charset));
    }
    PartStream root = new PartStream(reader);
    String encoding = PartHeaders.first(headers, "Content-Transfer-Encoding");
    message.setContent(InputStream.class, AttachmentUtil.decode(root, encoding));
    message.setAttachments(new ArrivingAttachments(message, reader, root));
  }

  private static boolean isMultipart(String type) {
    String multipart = "multipart/related";
    return type != null && type.regionMatches(true, 0, multipart, 0, multipart.length());
  }

  private static String boundary(String type) throws IOException {
    Matcher matcher = BOUNDARY.matcher(type);
    if (!matcher.find()) {
      throw new IOException("The message names no boundary");
    }
    String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    if (boundary.length() > LONGEST_BOUNDARY) {
      throw new IOException("The message's boundary is too long");
    }
    return boundary;
  }

  private static void withoutCxfs(Message message) {
    List<Interceptor<? extends Message>> own = new ArrayList<>();
    for (Interceptor<? extends Message> each : message.getInterceptorChain()) {
      if (each instanceof AttachmentInInterceptor) {
        own.add(each);
      }
    }
    own.forEach(message.getInterceptorChain()::remove);
  }
}
