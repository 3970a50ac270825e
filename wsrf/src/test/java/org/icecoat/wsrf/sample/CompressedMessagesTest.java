package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is small on the wire and large when it is unpacked; neither side unpacks anything. */
class CompressedMessagesTest extends LampServerFixture {
  private static final String LARGE = "n".repeat(16 << 20);
  private static final String SOAP = "application/soap+xml;charset=utf-8";

  private static HttpsServer packing;

  @BeforeAll
  static void serve() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    packing = HttpsServer.create(free, 0);
    packing.setHttpsConfigurator(
        new HttpsConfigurator(ca.issue("CN=localhost", "localhost").tls().context()));
    packing.createContext("/plain", exchange -> answer(exchange, plain(answered("small"))));
    packing.createContext(
        "/packed",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, packed(answered(LARGE)));
        });
    packing.start();
  }

  @AfterAll
  static void end() {
    packing.stop(0);
  }

  private static String answered(String text) {
    String body = "<EchoResponse xmlns='%s'>%s</EchoResponse>";
    return RawSoap.envelope(RawSoap.SOAP_12, "", body.formatted(TestingLampServer.NS, text));
  }

  private static byte[] plain(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(small)) {
      out.write(plain(text));
    }
    return small.toByteArray();
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", SOAP);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void a_compressed_request_is_a_fault_whatever_is_in_it() throws Exception {
    RawSoap raw = new RawSoap(alice.tls());
    for (String text : new String[] {"small", LARGE}) {
      byte[] body = packed(RawSoap.envelope(RawSoap.SOAP_12, "", RawSoap.echo(text)));
      HttpResponse<String> answer =
          raw.send(
              HttpRequest.newBuilder(server.lamp())
                  .header("Content-Type", SOAP)
                  .header("Content-Encoding", "gzip")
                  .POST(BodyPublishers.ofByteArray(body)));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("Fault").doesNotContain("small", "nnnn", "Exception");
    }
  }

  @Test
  void a_compressed_answer_is_none() throws Exception {
    ClientSettings settings = ClientSettings.of(alice.tls());
    for (ClientSettings each : new ClientSettings[] {settings, settings.downloading(1L << 20)}) {
      try (Ports own = new Ports(each)) {
        assertThat(at(own, "/plain").echo("x")).isEqualTo("small");
        assertThatThrownBy(() -> at(own, "/packed").echo("x"))
            .isInstanceOf(CallFailedException.class);
      }
    }
  }

  private static Lamp at(Ports own, String path) {
    URI address = URI.create("https://localhost:" + packing.getAddress().getPort() + path);
    return own.port(TestingLampServer.CONTRACT, address);
  }
}
