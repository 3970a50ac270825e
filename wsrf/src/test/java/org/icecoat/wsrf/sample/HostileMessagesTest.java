package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMessagesTest extends LampServerFixture {
  private static final String XML = "text/xml;charset=utf-8";
  private static final String SET =
      "<SetResourceProperties xmlns='http://docs.oasis-open.org/wsrf/rp-2'><Update>%s</Update>"
          + "</SetResourceProperties>";
  private static RawSoap raw;

  @BeforeAll
  static void connect() throws Exception {
    raw = new RawSoap(alice.tls());
    server.lamps().add("h", ALICE, "desk");
  }

  private static HttpResponse<String> xml(String text) throws Exception {
    return raw.post(server.lamp(), XML, text);
  }

  private static java.net.URI desk() {
    return java.net.URI.create(server.fast() + "/h");
  }

  private static void assertServes() throws Exception {
    HttpResponse<String> answer = raw.soap11(server.lamp(), RawSoap.echo("alive"));
    assertThat(answer.body()).contains("alive");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void a_document_type_is_refused_with_all_that_hangs_on_it(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "top-secret");
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>";
    String laughs =
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY e '&b;&b;&b;'>]>";
    for (String type : new String[] {entity, laughs, "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"}) {
      HttpResponse<String> answer =
          xml(type + RawSoap.envelope(RawSoap.SOAP_11, "", RawSoap.echo("&e;")));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("Fault").doesNotContain("top-secret", "haha", "root:");
    }
    assertServes();
  }

  @Test
  void elements_are_counted() throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        raw.soap11(desk(), SET.formatted("<a xmlns=''>" + "<b/>".repeat(200_000) + "</a>"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Fault").contains("imit");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertServes();
  }

  @Test
  void elements_of_headers_are_counted_too() throws Exception {
    String header = "<h xmlns='urn:x'>" + "<b/>".repeat(100_000) + "</h>";
    assertThat(xml(RawSoap.envelope(RawSoap.SOAP_11, header, RawSoap.echo("x"))).statusCode())
        .isEqualTo(500);
  }

  @Test
  void a_request_over_the_cap_is_refused_before_it_is_read() throws Exception {
    HttpResponse<String> answer = raw.soap11(server.lamp(), RawSoap.echo("n".repeat(10 << 20)));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Client").contains("bytes allowed");
    assertServes();
  }

  @Test
  void a_request_over_the_cap_is_cut_if_its_length_is_not_told() throws Exception {
    byte[] body =
        RawSoap.envelope(RawSoap.SOAP_11, "", RawSoap.echo("n".repeat(3 << 20)))
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        raw.post(
            server.lamp(),
            XML,
            BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Fault");
    assertServes();
  }

  @Test
  void a_name_that_fits_the_request_but_not_the_property_is_an_invalid_modification()
      throws Exception {
    String name =
        "<l:Name xmlns:l='" + TestingLampServer.NS + "'>" + "n".repeat(900_000) + "</l:Name>";
    HttpResponse<String> answer = raw.soap11(desk(), SET.formatted(name));
    assertThat(answer.body()).contains("InvalidModificationFault").contains("1 to 64 characters");
  }

  @Test
  void depth_and_attributes_are_bounded() throws Exception {
    String deep = "<a>".repeat(60) + "</a>".repeat(60);
    assertThat(raw.soap11(desk(), SET.formatted(deep)).body()).contains("Fault");
    String wide = "<a b='" + "x".repeat(100_000) + "'/>";
    assertThat(raw.soap11(desk(), SET.formatted(wide)).body()).contains("Fault");
    StringBuilder many = new StringBuilder("<a");
    for (int i = 0; i < 1000; i++) {
      many.append(" a").append(i).append("=''");
    }
    assertThat(raw.soap11(desk(), SET.formatted(many + "/>")).body()).contains("Fault");
    assertServes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "text/xmlx"
      })
  void what_is_not_called_soap_is_not_read(String type) throws Exception {
    String echo = RawSoap.envelope(RawSoap.SOAP_11, "", RawSoap.echo("x"));
    assertThat(raw.post(server.lamp(), type, echo).statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<", "no xml", "<a/>", "<s:Envelope xmlns:s='urn:none'/>"})
  void what_is_no_envelope_is_a_fault(String text) throws Exception {
    HttpResponse<String> answer = xml(text);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Fault").doesNotContain("Exception").doesNotContain(".java");
  }

  @Test
  void a_header_that_must_be_understood_and_is_not_is_a_fault() throws Exception {
    String header = "<x:Pay xmlns:x='urn:x' s:mustUnderstand='1'>now</x:Pay>";
    HttpResponse<String> answer = xml(RawSoap.envelope(RawSoap.SOAP_11, header, RawSoap.echo("x")));
    assertThat(answer.body()).contains("MustUnderstand");
  }

  @Test
  void answers_go_to_the_caller_only() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      elsewhere.setSoTimeout(1000);
      String there = "http://localhost:" + elsewhere.getLocalPort() + "/";
      String header =
          ("<a:ReplyTo xmlns:a='%1$s'><a:Address>%2$s</a:Address></a:ReplyTo>"
                  + "<a:FaultTo xmlns:a='%1$s'><a:Address>%2$s</a:Address></a:FaultTo>"
                  + "<a:MessageID xmlns:a='%1$s'>urn:1</a:MessageID>"
                  + "<a:Action xmlns:a='%1$s'>%3$s/EchoRequest</a:Action>")
              .formatted("http://www.w3.org/2005/08/addressing", there, TestingLampServer.NS);
      HttpResponse<String> answer =
          xml(RawSoap.envelope(RawSoap.SOAP_11, header, RawSoap.echo("x")));
      assertThat(answer.body()).contains("Fault");
      org.assertj.core.api.Assertions.assertThatThrownBy(elsewhere::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void an_upload_that_breaks_off_is_a_fault_and_leaves_the_server_well() throws Exception {
    String root =
        RawSoap.envelope(
            RawSoap.SOAP_12,
            "",
            "<Upload xmlns='"
                + TestingLampServer.NS
                + "'><Content><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include'"
                + " href='cid:c'/></Content></Upload>");
    String body =
        "--b\r\nContent-Type: application/xop+xml; type=\"application/soap+xml\"\r\n"
            + "Content-ID: <r>\r\n\r\n"
            + root
            + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-ID: <c>\r\n\r\nhalf";
    String type =
        "multipart/related; type=\"application/xop+xml\"; start=\"<r>\";"
            + " start-info=\"application/soap+xml\"; boundary=\"b\"";
    HttpResponse<String> answer = raw.post(server.fast(), type, body);
    assertThat(answer.body()).doesNotContain(".java");
    assertServes();
  }

  @Test
  void two_ids_that_differ_are_refused() throws Exception {
    String header =
        "<i:ResourceId xmlns:i='http://icecoat.org/2026/11/reference'>other</i:ResourceId>";
    String body =
        "<GetResourceProperty xmlns='http://docs.oasis-open.org/wsrf/rp-2' xmlns:l='"
            + TestingLampServer.NS
            + "'>l:Name</GetResourceProperty>";
    HttpResponse<String> answer =
        raw.post(desk(), XML, RawSoap.envelope(RawSoap.SOAP_11, header, body));
    assertThat(answer.body()).contains("name different resources");
    assertThat(raw.soap11(desk(), body).body()).contains("desk");
  }
}
