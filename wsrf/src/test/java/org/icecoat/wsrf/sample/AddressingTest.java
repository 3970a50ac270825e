package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressingTest extends LampServerFixture {
  private static final String WSA = "http://www.w3.org/2005/08/addressing";
  private static final String ECHO = TestingLampServer.NS + "/EchoRequest";
  private static RawSoap raw;

  @BeforeAll
  static void connect() throws Exception {
    raw = new RawSoap(alice.tls());
  }

  private static String header(String name, String text) {
    return "<a:%1$s xmlns:a='%2$s' s:mustUnderstand='1'>%3$s</a:%1$s>".formatted(name, WSA, text);
  }

  private static String ask(String soap, String headers, String body) throws Exception {
    String type = soap.equals(RawSoap.SOAP_11) ? "text/xml" : "application/soap+xml";
    return raw.post(server.lamp(), type, RawSoap.envelope(soap, headers, body)).body();
  }

  @ParameterizedTest
  @ValueSource(strings = {RawSoap.SOAP_11, RawSoap.SOAP_12})
  void an_answer_is_related_to_its_request(String soap) throws Exception {
    String answer =
        ask(soap, header("Action", ECHO) + header("MessageID", "urn:x:1"), RawSoap.echo("x"));
    assertThat(answer).contains("RelatesTo", ">urn:x:1<", TestingLampServer.NS + "/EchoResponse");
  }

  @Test
  void a_declared_fault_has_the_action_of_wsrf_faults() throws Exception {
    String body = "<Break xmlns='" + TestingLampServer.NS + "'>translated</Break>";
    String action = header("Action", TestingLampServer.NS + "/BreakRequest");
    assertThat(ask(RawSoap.SOAP_12, action, body))
        .contains("BrokenFault", ">http://docs.oasis-open.org/wsrf/fault<");
  }

  @Test
  void a_request_without_addressing_gets_an_answer_without() throws Exception {
    assertThat(ask(RawSoap.SOAP_12, "", RawSoap.echo("x"))).doesNotContain(WSA + "'>", "RelatesTo");
  }

  @ParameterizedTest
  @ValueSource(strings = {RawSoap.SOAP_11, RawSoap.SOAP_12})
  void misuse_has_the_fault_that_the_specification_names(String soap) throws Exception {
    String echo = RawSoap.echo("x");
    String other = header("Action", TestingLampServer.NS + "/BreakRequest");
    assertThat(ask(soap, other, echo)).contains("ActionMismatch");
    String twice = header("Action", ECHO) + header("Action", ECHO);
    assertThat(ask(soap, twice, echo)).contains("InvalidCardinality");
    assertThat(ask(soap, header("MessageID", "urn:x:1"), echo))
        .contains("MessageAddressingHeaderRequired");
    String there = header("ReplyTo", "<a:Address>http://localhost:1/</a:Address>");
    assertThat(ask(soap, header("Action", ECHO) + there, echo))
        .contains("OnlyAnonymousAddressSupported");
  }

  @Test
  void text_without_a_charset_is_utf_8() throws Exception {
    String text = "gr\u00fc\u00df \u20ac \u4f60";
    assertThat(ask(RawSoap.SOAP_12, "", RawSoap.echo(text))).contains(text);
    assertThat(ask(RawSoap.SOAP_11, "", RawSoap.echo(text))).contains(text);
  }
}
