package org.icecoat.wsrf.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.junit.jupiter.api.Test;

class StreamedAttachmentsTest {
  private static final String TYPE = "multipart/related; boundary=b; type=\"text/xml\"";

  private static Message read(String body) {
    Message message = new MessageImpl();
    message.setExchange(new ExchangeImpl());
    message.setInterceptorChain(new PhaseInterceptorChain(new TreeSet<>()));
    message.put(Message.CONTENT_TYPE, TYPE);
    message.setContent(
        InputStream.class, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
    new StreamedAttachments(StreamedAttachmentsTest.class, 1000).handleMessage(message);
    return message;
  }

  private static String parts(String envelope, int attachments) {
    StringBuilder body = new StringBuilder("--b\r\n\r\n").append(envelope);
    for (int i = 0; i < attachments; i++) {
      body.append("\r\n--b\r\nContent-ID: <%d>\r\n\r\ncontent %d".formatted(i, i));
    }
    return body.append("\r\n--b--\r\n").toString();
  }

  private static String envelope(Message message) throws IOException {
    return new String(message.getContent(InputStream.class).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void many_attachments_can_be_read_in_any_order_and_the_envelope_after_them() throws Exception {
    Message message = read(parts("<a/>", 256));
    Collection<Attachment> attachments = message.getAttachments();
    assertThat(attachments).hasSize(256);
    for (int i : new int[] {255, 0, 17}) {
      Attachment found =
          attachments.stream().filter(a -> a.getId().equals("" + i)).findFirst().orElseThrow();
      assertThat(found.getDataHandler().getInputStream()).hasContent("content " + i);
    }
    assertThat(envelope(message)).isEqualTo("<a/>");
  }

  @Test
  void a_message_may_have_no_attachments_but_not_too_many() {
    assertThat(read(parts("<a/>", 0)).getAttachments()).isEmpty();
    assertThatThrownBy(() -> read(parts("<a/>", 257)).getAttachments().size())
        .hasMessageContaining("more than 256");
  }

  @Test
  void an_envelope_over_its_cap_is_refused_read_or_kept() {
    Message message = read(parts("x".repeat(1001), 1));
    assertThatThrownBy(() -> envelope(message)).hasMessageContaining("larger than the 1000");
    Message kept = read(parts("x".repeat(1001), 1));
    assertThatThrownBy(() -> kept.getAttachments().iterator().next())
        .hasMessageContaining("larger than the 1000");
  }

  @Test
  void a_message_without_parts_is_refused() {
    assertThatThrownBy(() -> read("--b--")).isInstanceOf(Fault.class).hasMessageContaining("parts");
  }
}
