package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpTest extends LampServerFixture {
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static RawSoap raw;

  @BeforeAll
  static void connect() throws Exception {
    raw = new RawSoap(alice.tls());
  }

  @Test
  void one_address_answers_each_soap_version_in_kind() throws Exception {
    String old = RawSoap.envelope(RawSoap.SOAP_11, "", RawSoap.echo("a"));
    HttpResponse<String> first = raw.post(server.lamp(), "text/xml", old);
    assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(first.body()).contains(RawSoap.SOAP_11);
    String newer = RawSoap.envelope(RawSoap.SOAP_12, "", RawSoap.echo("a"));
    HttpResponse<String> second = raw.post(server.lamp(), "application/soap+xml", newer);
    assertThat(second.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/soap+xml");
    assertThat(second.body()).contains(RawSoap.SOAP_12);
  }

  @Test
  void the_contract_is_served_with_the_real_address_and_nothing_else_is() throws Exception {
    HttpResponse<String> wsdl = raw.get(URI.create(server.lamp() + "?wsdl"));
    assertThat(wsdl.statusCode()).isEqualTo(200);
    assertThat(wsdl.body()).contains(server.lamp().toString()).doesNotContain("localhost/lamp");
    assertThat(raw.get(URI.create(server.lamp() + "?wsdl=oasis/rpw-2.wsdl")).body())
        .contains("GetResourceProperty");
    assertThat(raw.get(URI.create(server.lamp() + "?xsd=sample.xsd")).body()).contains("Watts");
    for (String file : new String[] {"../../etc/passwd", "file:///etc/passwd", "/etc/passwd"}) {
      HttpResponse<String> answer = raw.get(URI.create(server.lamp() + "?xsd=" + file));
      assertThat(answer.body()).doesNotContain("root:");
      assertThat(answer.statusCode()).isNotEqualTo(200);
    }
  }

  @Test
  void health_is_told_and_other_pages_are_not_there() throws Exception {
    assertThat(raw.get(URI.create(server.address() + "/health")).body()).isEqualTo("ok\n");
    assertThat(raw.get(URI.create(server.address() + "/")).statusCode()).isEqualTo(404);
    assertThat(raw.get(URI.create(server.address() + "/services")).statusCode()).isEqualTo(404);
    assertThat(raw.get(server.lamp()).statusCode()).isEqualTo(404);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(server.lamp()).PUT(BodyPublishers.ofString("x"));
    assertThat(raw.send(put).statusCode()).isEqualTo(405);
  }

  @Test
  void headers_have_a_limit() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.lamp()).header("X-Long", "x".repeat(64 * 1024)).GET();
    assertThat(raw.send(request).statusCode()).isEqualTo(431);
  }

  @Test
  void a_client_that_is_too_slow_is_cut_off() throws Exception {
    try (TestingLampServer impatient = impatient();
        SSLSocket socket = connect(alice.tls().context(), impatient.address())) {
      begin(socket);
      assertThat(rest(socket)).doesNotContain("200 OK");
    }
  }

  /** On a server which has served others, who sent much. */
  @Test
  void a_client_who_sends_a_byte_now_and_then_is_cut_off() throws Exception {
    try (TestingLampServer impatient = impatient();
        SSLSocket socket = connect(alice.tls().context(), impatient.address())) {
      String large = RawSoap.echo("a".repeat(500_000));
      assertThat(
              raw.post(impatient.lamp(), "text/xml", RawSoap.envelope(RawSoap.SOAP_11, "", large))
                  .statusCode())
          .isEqualTo(200);
      begin(socket);
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> rest(socket));
      await().atMost(KEPT).pollInterval(IDLE.dividedBy(4)).until(() -> !sent(socket));
      assertThat(answer.join()).doesNotContain("200 OK");
    }
  }

  /** Another byte; false once the server takes none. */
  private static boolean sent(SSLSocket socket) {
    try {
      write(socket, "a");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_connection_waits_for_its_next_request_longer_than_for_the_rest_of_one() throws Exception {
    try (TestingLampServer impatient = impatient();
        SSLSocket socket = connect(alice.tls().context(), impatient.address())) {
      for (int request = 0; request < 2; request++) {
        write(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(line(socket)).isEqualTo("HTTP/1.1 200 OK");
        Thread.sleep(IDLE.multipliedBy(2).toMillis()); // that nothing comes is what is borne
      }
      long begun = System.nanoTime();
      begin(socket);
      rest(socket);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(KEPT);
    }
  }

  private TestingLampServer impatient() throws Exception {
    TestingIdentity host = ca.issue("CN=localhost", "localhost");
    return new TestingLampServer(
        ServerSettings.of("localhost", 0, host.tls()).withPatience(IDLE, KEPT, 1000));
  }

  /** A request of which the rest does not come. */
  private static void begin(SSLSocket socket) throws IOException {
    write(
        socket,
        "POST /lamp HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n"
            + "\r\n<");
  }

  private static void write(SSLSocket socket, String request) throws IOException {
    socket.setSoTimeout(60_000);
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** The first line of an answer, whose rest is passed over. */
  private static String line(SSLSocket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\nok\n") < 0) {
      int octet = socket.getInputStream().read();
      assertThat(octet).as("after: %s", answer).isNotNegative();
      answer.append((char) octet);
    }
    return answer.substring(0, answer.indexOf("\r\n"));
  }

  private static String rest(SSLSocket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static SSLSocket connect(SSLContext context, URI address) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket("localhost", address.getPort());
  }
}
