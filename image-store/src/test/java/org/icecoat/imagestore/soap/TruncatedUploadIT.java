package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads whose connection is cut in the middle, byte for byte as they go over the wire. */
class TruncatedUploadIT {
  private static final int WHOLE = 64 << 20;
  private static final int SENT = 8 << 20;

  @TempDir Path folder;

  @Test
  void an_upload_that_is_cut_off_leaves_nothing() throws Exception {
    try (TestingStore store = TestingStore.in(folder)) {
      try (SSLSocket socket = connect(store)) {
        send(socket, WHOLE);
        await().atMost(Duration.ofSeconds(60)).until(() -> files(store) == 1);
      }
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(files(store)).isZero());
    }
  }

  @Test
  void an_upload_without_its_last_delimiter_is_refused_and_leaves_nothing() throws Exception {
    try (TestingStore store = TestingStore.in(folder);
        SSLSocket socket = connect(store)) {
      send(socket, SENT);
      byte[] answer = socket.getInputStream().readNBytes(1024);
      assertThat(new String(answer, StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 500")
          .contains("The upload broke off");
      assertThat(files(store)).isZero();
    }
  }

  /** Promises so many bytes of content, and sends 8 MiB of it. */
  private static void send(SSLSocket socket, int promised) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] head = text(part("/register-head.txt"));
    out.write(
        text(
            """
            POST /store HTTP/1.1
            Host: localhost
            Content-Type: multipart/related; type="application/xop+xml"; boundary="cut"; start="<root>"; start-info="application/soap+xml"
            Content-Length: %d

            """
                .formatted(head.length + promised)
                .replace("\n", "\r\n")));
    out.write(head);
    out.write(TestingBytes.of(SENT));
    out.flush();
  }

  private static SSLSocket connect(TestingStore store) throws Exception {
    URI address = store.address();
    return (SSLSocket)
        store
            .tls(store.grid().user("Carol"))
            .context()
            .getSocketFactory()
            .createSocket(address.getHost(), address.getPort());
  }

  private static String part(String resource) throws IOException {
    try (var in = TruncatedUploadIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int files(TestingStore store) {
    String[] names = store.content().toFile().list();
    return names == null ? 0 : names.length;
  }
}
