package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications whose upload ends in the middle, byte for byte as they go over the wire. */
class TruncatedUploadTest {
  private static final int SENT = 1 << 20;
  private static final String END = ":Envelope>";
  private static final int PATIENCE_MILLIS = 60_000;

  @TempDir static Path folder;
  private static TestingSite site;

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
  }

  @AfterAll
  static void end() {
    site.close();
  }

  @Test
  void an_application_without_its_last_delimiter_is_a_fault_at_once() throws Exception {
    assertThat(answer("DeployVm")).startsWith("HTTP/1.1 500").contains("InvalidRequestFault");
    nothingIsLeft();
  }

  /** It does not look at the application's bytes. */
  @Test
  void a_match_is_answered_at_once_whatever_the_end_of_its_application() throws Exception {
    assertThat(answer("Match")).startsWith("HTTP/1.1 200").contains("MatchResponse");
    nothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Match", "DeployVm"})
  void an_upload_that_is_cut_off_leaves_nothing(String operation) throws Exception {
    try (SSLSocket socket = connect()) {
      send(socket, operation, 8 * SENT);
    }
    nothingIsLeft();
  }

  /** For as long as a connection may be idle the rest may still come. */
  @Test
  void an_upload_that_stalls_holds_neither_a_file_nor_its_thread_for_ever() throws Exception {
    try (SSLSocket socket = connect()) {
      send(socket, "DeployVm", 8 * SENT);
      await().atMost(Duration.ofSeconds(20)).until(() -> held() == 1);
      await().atMost(Duration.ofSeconds(60)).until(() -> held() == 0);
      assertThat(socket.isClosed()).isFalse();
    }
    nothingIsLeft();
  }

  /** How many files of uploads are open, which have no names any more. */
  private static long held() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(TruncatedUploadTest::isUpload).count();
    }
  }

  private static boolean isUpload(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(site.uploads().toRealPath());
    } catch (IOException e) {
      return false; // it was closed meanwhile
    }
  }

  private static String answer(String operation) throws Exception {
    try (SSLSocket socket = connect()) {
      send(socket, operation, SENT);
      return answer(socket.getInputStream());
    }
  }

  /** To the end of its message: the connection may stay open behind it. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      for (int one = in.read(); one >= 0; one = in.read()) {
        answer.append((char) one);
        if (answer.length() > END.length()
            && answer.lastIndexOf(END) == answer.length() - END.length()) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The server did not end its answer: " + answer, e);
    }
    return answer.toString();
  }

  private static void nothingIsLeft() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> files() == 0);
    try (Ports alice = site.as("Alice")) {
      assertThat(
              alice.port(TestingSite.FACTORY, site.at("/factory")).listVms(new ListVms()).getVm())
          .isEmpty();
    }
  }

  private static long files() throws IOException {
    try (Stream<Path> uploads = Files.list(site.uploads())) {
      return uploads.count();
    }
  }

  /** Promises so many bytes of content, and sends 1 MiB of it. */
  private static void send(SSLSocket socket, String operation, int promised) throws IOException {
    byte[] head = text(head(operation));
    String lines =
        """
        POST /factory HTTP/1.1
        Host: localhost
        Content-Type: multipart/related; type="application/xop+xml"; boundary="cut"; start="<root>"; start-info="application/soap+xml"
        Content-Length: %d

        """
            .formatted(head.length + promised);
    OutputStream out = socket.getOutputStream();
    out.write(text(lines.replace("\n", "\r\n")));
    out.write(head);
    out.write(new byte[SENT]);
    out.flush();
  }

  private static String head(String operation) throws IOException {
    String token = operation.equals("Match") ? "" : "<f:Token>truncated-upload</f:Token>";
    try (InputStream in = TruncatedUploadTest.class.getResourceAsStream("/truncated-head.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("OPERATION", operation)
          .replace("TOKEN", token)
          .replace("\n", "\r\n");
    }
  }

  private static SSLSocket connect() throws Exception {
    SSLSocket socket =
        (SSLSocket)
            site.tls(site.grid().user("Alice"))
                .context()
                .getSocketFactory()
                .createSocket("localhost", site.at("/factory").getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
