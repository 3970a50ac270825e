package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.client.CallFailedException.Reason;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer whom no endpoint admits is told why, sees nothing, and holds up nobody. */
class AdmissionTest extends LampServerFixture {
  private static final String WHY = "Your certificate was revoked";
  private static final String LENGTH = "Content-Type: text/xml\r\nContent-Length: ";
  private static final int THREADS = 1;
  private static final int PIECES = 1_000;
  private static final int MORE_THAN_ALL_THREADS = 20;

  private TestingIdentity dave;
  private RawSoap his;
  private TestingLampServer small;

  @BeforeEach
  void a_stranger() throws Exception {
    dave = ca.issue("CN=Dave");
    his = new RawSoap(dave.tls());
    TestingIdentity host = ca.issue("CN=localhost", "localhost");
    small =
        new TestingLampServer(ServerSettings.of("localhost", 0, host.tls()).withThreads(THREADS));
  }

  @AfterEach
  void end() {
    small.close();
  }

  @Test
  void who_is_refused_meanwhile_is_shown_no_page_either() throws Exception {
    URI wsdl = URI.create(small.lamp() + "?wsdl");
    URI schema = URI.create(small.fast() + "?xsd=sample.xsd");
    URI health = URI.create(small.address() + "/health");
    URI nothing = URI.create(small.address() + "/nothing");
    for (URI page : List.of(wsdl, schema, health)) {
      assertThat(his.get(page).statusCode()).isEqualTo(200);
    }
    small.refuse("CN=Dave");
    for (URI page : List.of(wsdl, schema, health, nothing)) {
      HttpResponse<String> answer = his.get(page);
      assertThat(answer.statusCode()).as(page.toString()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo(WHY + "\n");
    }
    assertThat(new RawSoap(alice.tls()).get(health).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"text/xml, " + RawSoap.SOAP_11, "application/soap+xml, " + RawSoap.SOAP_12})
  void a_message_is_answered_by_a_fault_of_its_own_version(String type, String soap)
      throws Exception {
    small.refuse("CN=Dave");
    HttpResponse<String> answer =
        his.post(small.lamp(), type, RawSoap.envelope(soap, "", RawSoap.echo("a")));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
    assertThat(answer.body()).contains(soap, WHY, ">NOT_AUTHENTICATED<");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stub_knows_that_it_is_the_caller_who_is_refused(boolean blocking) throws Exception {
    small.refuse("CN=Dave");
    ClientSettings settings = ClientSettings.of(dave.tls());
    try (Ports ports = new Ports(blocking ? settings.downloading(1L << 20) : settings)) {
      CallFailedException failure =
          catchThrowableOfType(
              CallFailedException.class,
              () -> ports.port(TestingLampServer.CONTRACT, small.lamp()).echo("a"));
      assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
      assertThat(failure).hasMessage(WHY);
    }
  }

  @Test
  void a_message_that_is_sent_in_pieces_gets_its_answer_too() throws Exception {
    small.refuse("CN=Dave");
    String body = RawSoap.envelope(RawSoap.SOAP_11, "", RawSoap.echo("a"));
    try (SSLSocket socket = connect(dave)) {
      send(socket, "POST /lamp HTTP/1.1\r\nHost: x\r\n" + LENGTH + body.length() + "\r\n\r\n");
      send(socket, body.substring(0, 10));
      send(socket, body.substring(10));
      assertThat(all(socket)).contains(WHY);
    }
  }

  @Test
  void what_a_stranger_uploads_is_not_waited_for() throws Exception {
    small.refuse("CN=Dave");
    try (SSLSocket socket = connect(dave)) {
      send(socket, "POST /fast HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n");
      send(socket, LENGTH + "1000000\r\n\r\n");
      assertThat(all(socket)).contains(WHY).doesNotContain("100 Continue");
    }
  }

  @Test
  void what_a_stranger_goes_on_to_send_is_cut_off() throws Exception {
    small.refuse("CN=Dave");
    try (SSLSocket socket = connect(dave)) {
      send(socket, "POST /fast HTTP/1.1\r\nHost: x\r\n" + LENGTH + "4000000000\r\n\r\n");
      assertThat(sent(socket)).isLessThan(PIECES);
    }
  }

  @Test
  void strangers_who_send_slowly_hold_no_thread() throws Exception {
    small.refuse("CN=Dave");
    List<SSLSocket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
        slow.add(connect(dave));
        send(slow.get(i), "POST /lamp HTTP/1.1\r\nHost: x\r\n" + LENGTH + "100\r\n\r\n<");
      }
      try (Ports hers = new Ports(ClientSettings.of(alice.tls()))) {
        assertThat(hers.port(TestingLampServer.CONTRACT, small.lamp()).echo("a")).isEqualTo("a");
      }
      for (SSLSocket socket : slow) {
        send(socket, "x".repeat(99));
        assertThat(all(socket)).contains(WHY);
      }
    } finally {
      for (SSLSocket socket : slow) {
        socket.close();
      }
    }
  }

  private SSLSocket connect(TestingIdentity who) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            who.tls()
                .context()
                .getSocketFactory()
                .createSocket("localhost", small.address().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(SSLSocket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** How many pieces are taken before the connection ends. */
  private static int sent(SSLSocket socket) {
    String piece = "x".repeat(1 << 16);
    for (int i = 0; i < PIECES; i++) {
      try {
        send(socket, piece);
      } catch (IOException e) {
        return i;
      }
    }
    return PIECES;
  }

  private static String all(SSLSocket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
